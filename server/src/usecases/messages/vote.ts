import { type EventAnswer, whyNoGuests, whyNoVote } from '../../domain/answer.ts'
import { AppError, invalid } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import { refuseUnseen } from '../../domain/message-changes.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { askOfMessage } from './change.ts'
import { nameOf } from './references.ts'

/** Votes in a poll; the options are those the account has chosen then, none takes its votes back. */
export const voteInPoll = (deps: Deps, ctx: Context, message_id: string, options: string[]) =>
  askOfMessage(deps, ctx, message_id, (message) => {
    refuseUnless('poll', message)
    const problem = whyNoVote(message.content, options)
    if (problem) throw invalid('options', problem)
    return { type: 'poll_vote', poll_vote: { message_id, options }, target: nameOf(message) }
  })

/** Says whether the account comes to an event. */
export const respondToEvent = (deps: Deps, ctx: Context, message_id: string, answer: EventAnswer) =>
  askOfMessage(deps, ctx, message_id, (message) => {
    refuseUnless('event', message)
    const { canceled } = message.content['event'] as { canceled?: boolean }
    if (canceled) throw new AppError('message_unsuitable', { message_id })
    const problem = whyNoGuests(message.content, answer.extra_guests)
    if (problem) throw invalid('extra_guests', problem)
    return {
      type: 'event_response',
      event_response: { message_id, ...answer },
      target: nameOf(message)
    }
  })

const refuseUnless = (type: 'poll' | 'event', message: MessageRow): void => {
  refuseUnseen(message)
  if (message.type !== type) throw new AppError('message_unsuitable', { message_id: message.id })
}
