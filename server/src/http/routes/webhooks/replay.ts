import { z } from 'zod'
import { replayMissed } from '../../../usecases/webhooks/replay.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const time = z.iso.datetime({ offset: true })

const Replay = z
  .object({ webhook_id: z.string(), since: z.string(), until: z.string() })
  .meta({ id: 'WebhookReplay' })

export const replayWebhookRoute = route({
  method: 'POST',
  url: '/api/v1/webhooks/:id/replay',
  idempotency: 'transactional',
  scope: 'webhooks:write',
  schema: {
    params: idParams('webhook'),
    body: z.strictObject({
      since: time.describe('From this time on.'),
      until: time.optional().describe('Before this time; now when left out.')
    }),
    response: { 202: Replay }
  },
  errors: ['webhook_disabled', 'replay_running', 'replay_span_empty'],
  summary: 'Send a webhook what it missed',
  description:
    'The events of a span of time that the webhook asks for now and was never sent, because it was off or did not exist yet, or that failed. They are put in line in the background, in the order of events and each with its own `webhook-id`, 100,000 at most; what was delivered or is on its way is left out, so that asking again doubles nothing and goes on where the bound ended it. Events are kept for 30 days unless the service is set up otherwise. One replay of a webhook at a time.',
  tags: ['webhooks'],
  handler: (deps, { tenant, params, body, idempotency }) =>
    replayMissed(deps, tenant, params.id, { since: body.since, until: body.until }, idempotency)
})
