import { z } from 'zod'
import { messages_per_minute_max, pause_ms_max } from '../../../domain/pacing.ts'
import { CallText } from '../../../schemas/phone-call.ts'
import { ProxyUrl, SessionName, SessionWithSecret, WebhookUrl } from '../../../schemas/session.ts'
import { updateSession } from '../../../usecases/sessions/update.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const updateSessionRoute = route({
  operation_id: 'updateSession',
  method: 'PATCH',
  audit: 'session.updated',
  url: '/api/v1/sessions/:id',
  idempotency: 'transactional',
  scope: 'sessions:write',
  schema: {
    params: idParams('session'),
    body: z.strictObject({
      session_name: SessionName.optional(),
      webhook_url: WebhookUrl.nullish().describe('null removes it.'),
      proxy: ProxyUrl.nullish().describe(
        'As in POST /api/v1/sessions; null removes it. A running session reconnects.'
      ),
      pacing: z
        .strictObject({
          messages_per_minute: z
            .int()
            .min(1)
            .max(messages_per_minute_max)
            .nullish()
            .describe('null: no limit.'),
          pause_between_messages_ms: z
            .int()
            .min(0)
            .max(pause_ms_max)
            .nullish()
            .describe('Between two messages to one chat. null: none.')
        })
        .optional()
        .describe(
          'How fast the session sends. A running session applies a change within two seconds.'
        ),
      calls: z
        .strictObject({
          reject: z.boolean().optional(),
          text: CallText.nullish()
        })
        .refine(({ reject, text }) => reject !== undefined || text !== undefined, {
          message: 'Name at least one setting.'
        })
        .optional()
        .describe(
          'reject: the session rejects every call that comes while it is connected, from the next one on. text: sent to whoever called then, but for calls in groups; null: nothing. It counts as a message, is not sent to those who have opted out, and the key needs messages:write for it.'
        ),
      statuses: z
        .strictObject({ received: z.boolean() })
        .optional()
        .describe(
          'received: the session keeps the statuses that others post from now on, with their files, for the day in which they can be seen. Off unless it is switched on.'
        )
    }),
    response: { 200: SessionWithSecret }
  },
  errors: ['plan_limit_reached', 'session_name_taken'],
  summary: 'Rename a session, or change its webhook address, proxy, pacing, calls or statuses',
  description:
    'A changed webhook address keeps its secret; the answer contains `webhook_secret` when there was none before.',
  tags: ['sessions'],
  handler: (deps, { context, params, body }) => updateSession(deps, context, params.id, body)
})
