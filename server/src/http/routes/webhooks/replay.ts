import { z } from 'zod'
import { replayMissed } from '../../../usecases/webhooks/replay.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const time = z.iso.datetime({ offset: true })

const Replay = z
  .object({ webhook_id: z.string(), since: z.string(), until: z.string() })
  .meta({ id: 'WebhookReplay' })

export const replayWebhookRoute = route({
  operation_id: 'replayWebhook',
  method: 'POST',
  audit: 'webhook.replayed',
  url: '/api/v1/webhooks/:id/replay',
  idempotency: 'transactional',
  scope: 'webhooks:write',
  schema: {
    params: idParams('webhook'),
    body: z.strictObject({
      since: time.describe('Events from this time on.'),
      until: time.optional().describe('Events before this time; the default is now.')
    }),
    response: { 202: Replay }
  },
  errors: ['webhook_disabled', 'replay_running', 'replay_span_empty'],
  summary: 'Send a webhook the events it missed',
  description:
    'Sends the events of a period that the webhook now asks for and never received: because it was disabled, did not exist yet, or the deliveries failed. They are queued in the background in the order of events, each with its own `webhook-id`, 100,000 at most. Events that were delivered or are on their way are left out, so a second call sends nothing twice and continues where the first one stopped. Events are kept for 30 days by default. A webhook can have one replay at a time.',
  tags: ['webhooks'],
  handler: (deps, { context, params, body }) =>
    replayMissed(deps, context, params.id, { since: body.since, until: body.until })
})
