import { z } from 'zod'
import { new_chats_statuses } from '../../../domain/limits.ts'
import { Limited, Pacing } from '../../../schemas/session.ts'
import { readSessionLimits } from '../../../usecases/sessions/limits.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const Limits = z
  .object({
    session_id: z.string(),
    limited: Limited,
    time_lock: z
      .object({
        until: z.string(),
        reason: z
          .string()
          .nullable()
          .describe(
            'The name that WhatsApp gives it; `several_refused` where WhatsApp has not said so, but refused several first messages in a row.'
          )
      })
      .nullable()
      .describe('Until then nobody may be written to first; null: there is none.'),
    new_chats: z
      .object({
        status: z.enum(new_chats_statuses),
        used: z.number().nullable(),
        total: z.number().nullable(),
        left: z.number().nullable(),
        renews_at: z.string().nullable()
      })
      .nullable()
      .describe(
        'How many people the number may write to first; null: WhatsApp has named no quota.'
      ),
    read_at: z.string().nullable().describe('When WhatsApp last said something of it.'),
    messages_waiting: z.number().describe('Messages that wait for the end of a limit.'),
    pacing: Pacing
  })
  .meta({ id: 'SessionLimits' })

export const readSessionLimitsRoute = route({
  method: 'GET',
  url: '/api/v1/sessions/:id/limits',
  scope: 'sessions:read',
  schema: { params: idParams('session'), response: { 200: Limits } },
  summary: 'What WhatsApp lets the number do',
  description:
    'A time-lock and the quota of new chats, as WhatsApp told them when the session connected and since. While one stands, messages to people never met wait (`waiting_reason` is `new_chat_limit`), and replies and known chats flow. The event `session.limited` tells when one begins, changes and is over.',
  tags: ['sessions'],
  handler: (deps, request) => readSessionLimits(deps, request.tenant, request.params.id)
})
