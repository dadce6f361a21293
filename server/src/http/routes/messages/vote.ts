import { z } from 'zod'
import { Message } from '../../../schemas/messages/message.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { voteInPoll } from '../../../usecases/messages/vote.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const VoteInPoll = z
  .strictObject({
    options: z
      .array(z.string())
      .max(100)
      .describe(
        'The options that are chosen, as the poll spells them; they replace those chosen before.'
      )
  })
  .meta({ id: 'VoteInPoll' })

export const voteRoute = route({
  operation_id: 'voteInPoll',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/:id/vote',
  idempotency: 'transactional',
  scope: 'messages:write',
  schema: { params: idParams('message'), body: VoteInPoll, response: { 202: Message } },
  errors: [
    'message_not_sent',
    'message_deleted',
    'message_unsuitable',
    'session_not_linked',
    'session_not_started',
    'session_logged_out',
    'session_failed',
    'plan_limit_reached',
    'subscription_limited',
    'subscription_suspended'
  ],
  summary: 'Vote in a poll',
  description:
    'The answer is a message of type `poll_vote`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, the vote stands in `poll_result` of the poll and `message.poll_vote` reports it. Without options all votes of the account are taken back. It does not count against the quota.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params, body }) =>
    visibleMessage(tenant, await voteInPoll(deps, context, params.id, body.options))
})
