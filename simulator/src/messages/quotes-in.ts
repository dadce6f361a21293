import type { Phone } from '../phones/phone.ts'
import type { ReceivedQuote } from '../types/types-kinds.ts'
import { parseJid } from '../wire/jid.ts'
import { proto } from '../wire/wire.ts'
import { phoneByJid, type World } from '../world.ts'
import { findInChat } from './chats.ts'
import { readContent } from './content.ts'

/**
 * What a phone shows above a message that quotes another. It takes what stands there from the message itself, and leads to the
 * one that is quoted where it has that: of the author that is named, in this chat or the one that is named.
 */
export const quoteIn = (
  world: World,
  phone: Phone,
  chat: string,
  message: proto.IMessage
): ReceivedQuote | undefined => {
  const context = contextOf(message)
  if (!context?.stanzaId) return undefined
  const jid = parseJid(context.participant ?? undefined)
  const author = phoneByJid(world, jid)?.number ?? null
  const place = context.remoteJid ?? chat
  const group = world.groups.by_jid.get(place)
  const named = group?.addressing !== 'lid' || jid?.server === 'lid'
  const said = context.quotedMessage
    ? readContent(proto.Message.encode(context.quotedMessage).finish())
    : null
  const there = findInChat(phone.chats.get(place), context.stanzaId)
  return {
    id: context.stanzaId,
    author,
    chat: place,
    kind: said?.kind ?? 'empty',
    text: said?.text ?? '',
    shown: said !== null && named && there !== undefined && there.from === author
  }
}

/** How often a message was forwarded; undefined: not at all. */
export const forwardedIn = (message: proto.IMessage): number | undefined => {
  const { isForwarded, forwardingScore } = contextOf(message) ?? {}
  return isForwarded ? (forwardingScore ?? 1) : undefined
}

const contextOf = (message: proto.IMessage): proto.IContextInfo | undefined => {
  for (const member of Object.values(message)) {
    const { contextInfo } = (member ?? {}) as { contextInfo?: proto.IContextInfo | null }
    if (contextInfo) return contextInfo
  }
  return undefined
}
