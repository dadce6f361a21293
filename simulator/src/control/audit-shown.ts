import type { Phone } from '../phones/phone.ts'
import type { ShownAgain, ShownChat } from '../types/types-audit.ts'

/** What the owners of the phones saw, chat by chat, and what of it clients made them see twice. */
export const auditShown = (
  phones: Phone[],
  isFromClient: (from: string, id: string) => boolean
): { chats: ShownChat[]; shown_again: ShownAgain[] } => {
  const chats: ShownChat[] = []
  const shown_again: ShownAgain[] = []
  for (const phone of phones) {
    const by_chat = chatsOf(phone)
    chats.push(...by_chat)
    for (const chat of by_chat) shown_again.push(...repeatedIn(chat, isFromClient))
  }
  return { chats, shown_again }
}

/** The inbox has one entry for an id, where it first came, as a screen has. */
const chatsOf = ({ number, inbox }: Phone): ShownChat[] => {
  const chats = new Map<string, ShownChat>()
  for (const { id, from, chat, text } of inbox.messages.slice(inbox.evicted)) {
    const shown = chats.get(chat) ?? { number, chat, total: 0, messages: [] }
    chats.set(chat, shown)
    shown.total += 1
    shown.messages.push({ id, from, text })
  }
  return [...chats.values()]
}

const repeatedIn = (
  { number, chat, messages }: ShownChat,
  isFromClient: (from: string, id: string) => boolean
): ShownAgain[] => {
  const by_text = new Map<string, ShownAgain>()
  for (const { id, from, text } of messages) {
    // Phones repeat themselves: an automatic reply is the same every time.
    if (text === '' || !isFromClient(from, id)) continue
    const known = by_text.get(`${from} ${text}`)
    if (known) known.ids.push(id)
    else by_text.set(`${from} ${text}`, { number, chat, from, text, ids: [id] })
  }
  return [...by_text.values()].filter(({ ids }) => ids.length > 1)
}
