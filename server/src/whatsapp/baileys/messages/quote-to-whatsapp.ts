import { isJidGroup, isLidUser, isPnUser, jidNormalizedUser, type proto } from 'baileys'
import type { Quote } from '../../../domain/quote.ts'
import type { EncodeContext } from '../kinds/codec.ts'

/** The message with more of what stands beside its content. */
export const withContext = (
  message: proto.IMessage,
  contextInfo: proto.IContextInfo
): proto.IMessage => {
  for (const [name, member] of Object.entries(message)) {
    if (typeof member !== 'object' || member === null || name === 'messageContextInfo') continue
    // What is opened once has it within its wrapper.
    if (member.message) withContext(member.message, contextInfo)
    else member.contextInfo = { ...member.contextInfo, ...contextInfo }
    return message
  }
  throw new Error('a message without a member that takes a context')
}

/** How a message says which one it quotes. */
export const quoteInfo = async (
  quote: Quote,
  quotedMessage: proto.IMessage,
  context: EncodeContext
): Promise<proto.IContextInfo> => ({
  stanzaId: quote.whatsapp_id,
  participant: jidNormalizedUser(await authorOf(quote, context)),
  quotedMessage,
  ...(quote.chat_id !== undefined && { remoteJid: quote.chat_id })
})

/** The author as the chat names people: groups, and persons who are written to under their LID, by LID. */
const authorOf = async (
  { from, from_me, chat_id }: Quote,
  { to, own, lidOf }: EncodeContext
): Promise<string> => {
  const by_lid = isJidGroup(chat_id ?? to) || isLidUser(to)
  if (from_me) return (by_lid && own().lid) || own().jid || from
  return by_lid && isPnUser(from) ? ((await lidOf(from)) ?? from) : from
}
