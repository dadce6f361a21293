import { normalizeMessageContent, type proto } from 'baileys'
import type { Quote } from '../../../domain/quote.ts'
import type { Own } from '../addresses/jid.ts'
import { canonicalJid, type NumberOfLid, sameUser } from '../addresses/jid.ts'

/** What a message quotes; null: nothing. The message it names need not be there. */
export const quoteIn = async (
  message: proto.IMessage,
  chat_id: string,
  own: Own,
  numberOfLid: NumberOfLid
): Promise<Quote | null> => {
  const { stanzaId, participant, remoteJid } = contextIn(message) ?? {}
  if (!stanzaId || !participant) return null
  const from_me = sameUser(participant, own.jid) || sameUser(participant, own.lid)
  const from = await canonicalJid((from_me && own.jid) || participant, undefined, numberOfLid)
  const elsewhere = remoteJid ? await canonicalJid(remoteJid, undefined, numberOfLid) : chat_id
  // Between two people each names the chat by the other.
  const own_chat = !elsewhere.endsWith('@g.us') && sameUser(elsewhere, own.jid)
  return {
    whatsapp_id: stanzaId,
    from,
    from_me,
    ...(elsewhere !== chat_id && !own_chat && { chat_id: elsewhere })
  }
}

/** How often it was forwarded. */
export const forwardingScoreIn = (message: proto.IMessage): number => {
  const { isForwarded, forwardingScore } = contextIn(message) ?? {}
  return isForwarded ? Math.min(Math.max(forwardingScore ?? 1, 1), score_max) : 0
}

/** More is what nobody has counted. */
const score_max = 1_000_000

/** What stands beside the content of a message. */
export const contextIn = (message: proto.IMessage): proto.IContextInfo | undefined => {
  // What vanishes, and what is opened once, has it within its wrapper.
  for (const member of Object.values(normalizeMessageContent(message) ?? message)) {
    const context = (member as { contextInfo?: proto.IContextInfo | null } | null)?.contextInfo
    if (context) return context
  }
  return undefined
}
