import { z } from 'zod'
import { IncomingAnswer } from '../../../schemas/incoming-webhook.ts'
import { receiveIncoming } from '../../../usecases/incoming-webhooks/receive.ts'
import { route } from '../../route.ts'

const body_bytes_max = 256 * 1024

export const receiveIncomingRoute = route({
  operation_id: 'postIncomingMessage',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/in/:secret',
  public: true,
  takes_text: true,
  body_bytes_max,
  schema: {
    params: z.strictObject({ secret: z.string().regex(/^win_[A-Za-z0-9_-]{43}$/) }),
    body: z
      .unknown()
      .describe('Any JSON; or a text (`text/plain`), or a form.')
      .meta({ examples: [{ title: 'Disk full', text: 'db-1 has 2 % left' }] }),
    response: { 202: IncomingAnswer }
  },
  errors: [
    'not_found',
    'recipient_invalid',
    'recipient_opted_out',
    'quota_exceeded',
    'plan_limit_reached',
    'subscription_limited',
    'subscription_suspended',
    'session_not_linked',
    'session_not_started',
    'session_logged_out',
    'session_failed',
    'idempotency_key_reused'
  ],
  summary: 'Post to an incoming webhook',
  description:
    'The address itself is the credential. Values of the body are variables of the template under their names, with dots where they are nested (`commonLabels.alertname`, `alerts.0.status`). `title`, `text` and `link` are there for what Alertmanager, Grafana, Slack and Discord call otherwise. With an `Idempotency-Key` the same alarm becomes one message.',
  tags: ['incoming webhooks'],
  handler: (deps, { params, body, headers }) => {
    const key = headers['idempotency-key']
    return receiveIncoming(deps, {
      secret: params.secret,
      body,
      idempotency_key: typeof key === 'string' ? key : undefined
    })
  }
})
