import type { Message } from './api.ts'

/** Times that a message gains and never loses: of two versions of it the one that lacks some is the older one. */
const grown = [
  'sent_at',
  'delivered_at',
  'read_at',
  'played_at',
  'edited_at',
  'deleted_at'
] as const

/** Whether an event tells of a message as it was before the one that is known. */
export const isOlder = (told: Message, known: Message): boolean =>
  grown.some((name) => {
    const [now, before] = [told[name], known[name]]
    return before !== null && (now === null || now < before)
  })

/**
 * A message that is shown, as an event tells of it now. What only an answer of the API has, and no event, stays: reactions,
 * answers, what it quotes and where its file is. The same object where the event is older.
 */
export const toldAgain = (known: Message, told: Message): Message => {
  if (isOlder(told, known)) return known
  const { reactions, poll_result, event_responses } = known
  return {
    ...told,
    ...(reactions && { reactions }),
    ...(poll_result && { poll_result }),
    ...(event_responses && { event_responses }),
    context: told.context?.message_id === null ? known.context : told.context,
    ...fileOf(known, told)
  }
}

type WithFile = { id?: string; status?: string }

/** The content of a message, where it is a file. */
export const contentOf = (message: Message): WithFile | null => {
  const { image, video, audio, document, sticker } = message
  return image ?? video ?? audio ?? document ?? sticker ?? null
}

const fileOf = (known: Message, told: Message): Partial<Message> => {
  const [before, now] = [contentOf(known), contentOf(told)]
  return before && now && before.id === now.id ? { [told.type]: { ...before, ...now } } : {}
}

/** The types of messages that change or answer others: they are in no chat. */
const changing = new Set(['edit', 'delete', 'pin', 'read', 'poll_vote', 'event_response'])

/** Whether a message is one that people see in its chat. */
export const isInChat = ({ type, deleted_for }: Message): boolean =>
  !changing.has(type) && deleted_for !== 'me'

/** Whether a message is gone from a chat of which everything up to this time was deleted. */
export const isCleared = (message: Message, cleared_at: string | null): boolean => {
  const at = message.whatsapp_at ?? message.sent_at ?? message.queued_at
  return cleared_at !== null && at <= cleared_at
}
