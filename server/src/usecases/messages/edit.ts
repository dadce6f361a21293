import { AppError, invalid } from '../../domain/errors.ts'
import { edit_window_ms, refuseUnseen, windowEnd } from '../../domain/message-changes.ts'
import { type MessageText, whyUnfit } from '../../schemas/messages/kinds.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { askOfMessage } from './change.ts'
import { nameOf } from './references.ts'

/** Gives a text of ours another body. Apps show an edit within fifteen minutes; what waits longer is not sent. */
export const editMessage = (deps: Deps, ctx: Context, message_id: string, text: MessageText) =>
  askOfMessage(deps, ctx, message_id, (message, now) => {
    refuseUnseen(message)
    if (message.direction !== 'outbound') throw new AppError('message_not_own', { message_id })
    if (message.type !== 'text') throw new AppError('message_unsuitable', { message_id })
    const unfit = whyUnfit({ type: 'text', text }, message.chat_id)
    if (unfit) throw invalid(unfit.path, unfit.message)
    const ends = windowEnd(message, edit_window_ms, 'edit_window_over', now)
    return {
      type: 'edit',
      edit: { message_id, text },
      target: nameOf(message),
      expires_at: ends.toISOString()
    }
  })
