import { AppError } from '../../domain/errors.ts'
import { delete_window_ms, refuseUnseen, windowEnd } from '../../domain/message-changes.ts'
import { isPersonChat } from '../../domain/recipient.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { askOfMessage } from './change.ts'
import { nameOf } from './references.ts'

/**
 * Deletes a message for everyone: one of ours, or in a group one of somebody else. Whether the account is an admin there is
 * found out when it is sent.
 */
export const deleteMessage = (deps: Deps, ctx: Context, message_id: string) =>
  askOfMessage(deps, ctx, message_id, (message, now) => {
    refuseUnseen(message)
    if (message.direction !== 'outbound' && isPersonChat(message.chat_id))
      throw new AppError('message_not_own', { message_id })
    const ends = windowEnd(message, delete_window_ms, 'delete_window_over', now)
    return {
      type: 'delete',
      delete: { message_id },
      target: nameOf(message),
      expires_at: ends.toISOString()
    }
  })
