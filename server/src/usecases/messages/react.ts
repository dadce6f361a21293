import { refuseUnseen } from '../../domain/message-changes.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { askOfMessage } from './change.ts'

/** Reacts to a message; an empty emoji takes the reaction back. The same as a message of type `reaction`. */
export const reactToMessage = (deps: Deps, ctx: Context, message_id: string, emoji: string) =>
  askOfMessage(deps, ctx, message_id, (message) => {
    refuseUnseen(message)
    return { type: 'reaction', reaction: { message_id, emoji } }
  })
