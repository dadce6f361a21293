import { isJidGroup, isLidUser, isPnUser, jidNormalizedUser, type proto } from 'baileys'
import type { Quote } from '../../../domain/quote.ts'
import type { EncodeContext } from '../kinds/codec.ts'

/** A message that quotes: what it says, with the one it quotes beside it. */
export const withQuote = async (
  message: proto.IMessage,
  quote: Quote,
  quotedMessage: proto.IMessage,
  context: EncodeContext
): Promise<proto.IMessage> => {
  const contextInfo: proto.IContextInfo = {
    stanzaId: quote.whatsapp_id,
    participant: jidNormalizedUser(await authorOf(quote, context)),
    quotedMessage,
    ...(quote.chat_id !== undefined && { remoteJid: quote.chat_id })
  }
  for (const [name, member] of Object.entries(message)) {
    // It stands beside what is said.
    if (name === 'messageContextInfo') continue
    if (typeof member !== 'object' || member === null || !('toJSON' in member || isPlain(member)))
      continue
    member.contextInfo = { ...member.contextInfo, ...contextInfo }
    return message
  }
  throw new Error('a message without a member that could quote')
}

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype

/** The author as the chat names people: groups, and persons who are written to under their LID, by LID. */
const authorOf = async (
  { from, from_me, chat_id }: Quote,
  { to, own, lidOf }: EncodeContext
): Promise<string> => {
  const by_lid = isJidGroup(chat_id ?? to) || isLidUser(to)
  if (from_me) return (by_lid && own().lid) || own().jid || from
  return by_lid && isPnUser(from) ? ((await lidOf(from)) ?? from) : from
}
