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
            'The name that WhatsApp gives the restriction; `several_refused` when WhatsApp named none but refused several first messages in a row.'
          )
      })
      .nullable()
      .describe(
        'Until then the number may not start new chats; null when there is no restriction.'
      ),
    new_chats: z
      .object({
        status: z.enum(new_chats_statuses),
        used: z.number().nullable(),
        total: z.number().nullable(),
        left: z.number().nullable(),
        renews_at: z.string().nullable()
      })
      .nullable()
      .describe('How many new chats the number may start; null when WhatsApp has named no quota.'),
    read_at: z.string().nullable().describe('When WhatsApp last reported the limits.'),
    messages_waiting: z.number().describe('Messages that are waiting for a limit to end.'),
    pacing: Pacing
  })
  .meta({ id: 'SessionLimits' })

export const readSessionLimitsRoute = route({
  method: 'GET',
  url: '/api/v1/sessions/:id/limits',
  scope: 'sessions:read',
  schema: { params: idParams('session'), response: { 200: Limits } },
  summary: 'Read the limits that WhatsApp has set for the number',
  description:
    'The time-lock and the quota of new chats, as WhatsApp has reported them. While a limit is in force, messages to new people wait (`waiting_reason` is `new_chat_limit`); replies and known chats are not affected. The event `session.limited` reports when a limit begins, changes and ends.',
  tags: ['sessions'],
  handler: (deps, request) => readSessionLimits(deps, request.tenant, request.params.id)
})
