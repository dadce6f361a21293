import { z } from 'zod'
import { replayed_statuses } from '../../../domain/replay-choice.ts'
import { EventTypes, SessionIds } from '../../../schemas/webhook.ts'
import { previewReplay, replayMissed } from '../../../usecases/webhooks/replay.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const time = z.iso.datetime({ offset: true })

const body = z.strictObject({
  since: time.describe('Events from this time on.'),
  until: time.optional().describe('Events before this time; the default is now.'),
  event_types: EventTypes.optional().describe(
    'Only these, of those that the webhook asks for; `message.*` for all of messages, and so on.'
  ),
  session_ids: SessionIds.min(1).optional().describe('Only events of these sessions.'),
  statuses: z
    .array(z.enum(replayed_statuses))
    .min(1)
    .max(replayed_statuses.length)
    .optional()
    .describe(
      'What has become of them: `missed` (never sent to this webhook), `failed` for good, or `succeeded`, which sends them once more. The default is `missed` and `failed`.'
    )
})

const replay_fields = { webhook_id: z.string(), since: z.string(), until: z.string() }
const Replay = z.object(replay_fields).meta({ id: 'WebhookReplay' })
const ReplayPreview = z
  .object({
    ...replay_fields,
    count: z.number().describe('So many events would be sent, of the 100,000 of one replay.'),
    is_complete: z
      .boolean()
      .describe('false: there may be more, since counting stops after 100,000 or three seconds.')
  })
  .meta({ id: 'WebhookReplayPreview' })

export const replayWebhookRoute = route({
  operation_id: 'replayWebhook',
  method: 'POST',
  audit: 'webhook.replayed',
  url: '/api/v1/webhooks/:id/replay',
  idempotency: 'transactional',
  scope: 'webhooks:write',
  schema: { params: idParams('webhook'), body, response: { 202: Replay } },
  errors: ['not_found', 'webhook_disabled', 'replay_running', 'replay_span_empty'],
  summary: 'Send a webhook the events it missed',
  description:
    'Sends the events of a period that the webhook now asks for and never received: because it was disabled, did not exist yet, or the deliveries failed. Types, sessions and what has become of them narrow that down or, with `succeeded`, send what was delivered again; `…/replay/preview` counts them before. They are queued in the background in the order of events, each with its own `webhook-id`, 100,000 at most. Events that are on their way are left out, and those that were delivered unless asked for, so a second call sends nothing twice and continues where the first one stopped. Events are kept for 30 days by default. A webhook can have one replay at a time.',
  tags: ['webhooks'],
  handler: (deps, { context, params, body: wanted }) =>
    replayMissed(deps, context, params.id, wanted)
})

export const previewReplayRoute = route({
  operation_id: 'previewWebhookReplay',
  method: 'POST',
  audit: { none: 'Nothing is changed.' },
  url: '/api/v1/webhooks/:id/replay/preview',
  scope: 'webhooks:write',
  schema: { params: idParams('webhook'), body, response: { 200: ReplayPreview } },
  errors: ['not_found', 'replay_span_empty'],
  summary: 'Count the events that a replay would send',
  description:
    'Takes what `…/replay` takes and sends nothing, also for a webhook that is disabled or has a replay under way.',
  tags: ['webhooks'],
  handler: (deps, { tenant, params, body: wanted }) =>
    previewReplay(deps, tenant, params.id, wanted)
})
