import type { KnownMessage } from '../../contract.ts'
import type { BorderJournal } from '../border.ts'
import { openEdit } from './change-in-message.ts'
import type { MessageChange } from './message-change.ts'
import { openAnswer, openReaction } from './sealed-answers.ts'
import type { Speaker } from './speakers.ts'

/** Records what a message changes in another one. False: the one that is meant is not there, or cannot be read yet. */
export const applyChange = (
  journal: BorderJournal,
  change: MessageChange,
  speaker: Speaker,
  messages: KnownMessage[]
): boolean => {
  const ignore = (): void => journal.record({ type: 'ignored_change' })
  const meant = messages.find((message) => mayChange(speaker, change, message))
  if (!meant) {
    if (messages.length > 0) ignore()
    return messages.length > 0
  }
  const { whatsapp_id } = change
  const { direction, secret } = meant
  const at = new Date(speaker.at)
  if (change.kind === 'reaction' || change.kind === 'sealed_reaction') {
    const sealed = change.kind === 'sealed_reaction'
    // Its secret comes with the message itself.
    if (sealed && meant.undecryptable) return false
    const emoji = sealed
      ? secret && openReaction(change, secret, authorsOf(meant, speaker), speaker.forms)
      : change.emoji
    const reactor_id = speaker.sender_id
    if (emoji === null) ignore()
    else journal.record({ type: 'reaction', whatsapp_id, direction, reactor_id, emoji, at })
    return true
  }
  if (change.kind === 'pin') {
    journal.record({ type: 'pinned', whatsapp_id, direction, seconds: change.seconds, at })
    return true
  }
  if (change.kind === 'keep') {
    const { keep } = change
    const by_author = isAuthor(speaker, meant)
    journal.record({ type: 'kept', whatsapp_id, direction, keep, by_author, at })
    return true
  }
  if (change.kind === 'delete') {
    journal.record({ type: 'deleted', whatsapp_id, direction, at })
    return true
  }
  if (change.kind === 'better_file') {
    const { content } = change
    if (content) journal.record({ type: 'better_file', whatsapp_id, direction, content, at })
    else ignore()
    return true
  }
  // Its secret comes with the message itself.
  if ((change.kind === 'sealed_edit' || change.kind === 'answer') && meant.undecryptable)
    return false
  if (change.kind === 'answer') {
    const answer = secret && openAnswer(change, secret, authorsOf(meant, speaker), speaker.forms)
    const answerer_id = speaker.sender_id
    if (answer) journal.record({ type: 'answer', whatsapp_id, direction, answerer_id, answer, at })
    else ignore()
    return true
  }
  const content =
    change.kind === 'edit' ? change.content : secret && openEdit(change, secret, speaker.forms)
  if (content) journal.record({ type: 'edited', whatsapp_id, direction, content, at })
  else ignore()
  return true
}

/** By which addresses the author of a message may be named where somebody seals something with its secret. */
export const authorsOf = (
  { sender_id }: KnownMessage,
  { askers = [], forms }: Speaker
): Set<string> => new Set([...askers, sender_id ?? '', ...forms])

const by_author = new Set<MessageChange['kind']>(['edit', 'sealed_edit', 'better_file', 'delete'])

const mayChange = (speaker: Speaker, { kind }: MessageChange, message: KnownMessage): boolean => {
  // Whoever is in the chat.
  if (!by_author.has(kind)) return isInChatOf(speaker, message)
  if (kind === 'delete' && speaker.as_admin && speaker.chat_id === message.chat_id) return true
  return isAuthor(speaker, message)
}

/** Whether it is a message of the chat; the chat with a person may be named by any of their addresses. */
export const isInChatOf = (speaker: Speaker, { chat_id }: KnownMessage): boolean =>
  chat_id === speaker.chat_id ||
  (!speaker.chat_id.endsWith('@g.us') && !speaker.from_me && speaker.forms.includes(chat_id))

const isAuthor = (speaker: Speaker, { direction, sender_id }: KnownMessage): boolean =>
  direction === 'outbound'
    ? speaker.from_me
    : !speaker.from_me &&
      (sender_id === speaker.sender_id || speaker.forms.includes(sender_id ?? ''))
