import { AppError, invalid } from '../../domain/errors.ts'
import {
  captioned_types,
  edit_window_ms,
  refuseUnseen,
  windowEnd
} from '../../domain/message-changes.ts'
import { type MessageText, whyUnfit } from '../../schemas/messages/kinds.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { askOfMessage } from './change.ts'
import { nameOf } from './references.ts'

/** The new text of a text, or the new caption of a file. */
export type NewWords = { text: MessageText } | { caption: string }

/** Gives a message of ours other words. Apps show an edit within fifteen minutes; what waits longer is not sent. */
export const editMessage = (deps: Deps, ctx: Context, message_id: string, words: NewWords) =>
  askOfMessage(deps, ctx, message_id, (message, now) => {
    refuseUnseen(message)
    if (message.direction !== 'outbound') throw new AppError('message_not_own', { message_id })
    if (!isEditable(message.type, message.content[message.type], words))
      throw new AppError('message_unsuitable', { message_id })
    const unfit = 'text' in words && whyUnfit({ type: 'text', text: words.text }, message.chat_id)
    if (unfit) throw invalid(unfit.path, unfit.message)
    const ends = windowEnd(message, edit_window_ms, 'edit_window_over', now)
    return {
      type: 'edit',
      edit: { message_id, ...words },
      target: nameOf(message),
      ...('caption' in words && { captioned: message.type }),
      expires_at: ends.toISOString()
    }
  })

const captioned = new Set<string>(captioned_types)

/** Video notes have no caption, and nobody sees again what is shown once. */
const isEditable = (type: string, content: unknown, words: NewWords): boolean => {
  if ('text' in words) return type === 'text'
  const { video_note, view_once } = content as { video_note?: true; view_once?: true }
  return captioned.has(type) && !video_note && !view_once
}
