import { type BinaryNode, normalizeMessageContent, proto } from 'baileys'
import type { Quote } from '../../../domain/quote.ts'
import type { KnownMessage } from '../../contract.ts'
import { authorsOf, isInChatOf } from './apply-change.ts'
import { openSealed, type Sealed } from './sealed.ts'
import type { Speaker } from './speakers.ts'

/** A reply in the announcements of a community, sealed with the secret of the message it is about. */
export type SealedComment = Sealed & { asker: string | null }

/** What somebody comments, and the message it is about as one that it quotes. */
export type Comment = { message: proto.IMessage; quote: Quote }

/** The sealed comment that a message is; null: it is something else. */
export const commentIn = (message: proto.IMessage): SealedComment | null => {
  const { encCommentMessage: sealed } = normalizeMessageContent(message) ?? message
  const { targetMessageKey: key, encPayload: payload, encIv: iv } = sealed ?? {}
  if (!key?.id || !payload || !iv) return null
  const asker = key.fromMe ? null : (key.participant ?? key.remoteJid ?? null)
  return { whatsapp_id: key.id, asker, payload, iv }
}

/** Opens comments; null where the message that is meant is not there, or its secret does not fit. */
export const createComments =
  (
    speakerOf: (stanza: BinaryNode, said: SealedComment) => Promise<Speaker | null>,
    messagesOf: (whatsapp_id: string) => Promise<KnownMessage[]>
  ) =>
  async (stanza: BinaryNode, sealed: SealedComment): Promise<Comment | null> => {
    const speaker = await speakerOf(stanza, sealed)
    if (!speaker) return null
    const meant = (await messagesOf(sealed.whatsapp_id)).find((one) => isInChatOf(speaker, one))
    const message = meant?.secret
      ? openComment(sealed, meant.secret, authorsOf(meant, speaker), speaker.forms)
      : null
    if (!meant || !message) return null
    const from_me = meant.direction === 'outbound'
    const from = meant.sender_id ?? speaker.chat_id
    return { message, quote: { whatsapp_id: sealed.whatsapp_id, from, from_me } }
  }

/** The message in a comment; null when the secret does not fit or what is sealed is none. */
export const openComment = (
  sealed: Sealed,
  secret: Uint8Array,
  authors: Iterable<string>,
  speakers: Iterable<string>
): proto.IMessage | null => {
  const plaintext = openSealed(sealed, 'Enc Comment', secret, authors, speakers)
  if (!plaintext) return null
  try {
    const { message, targetMessageKey: key } = proto.Message.CommentMessage.decode(plaintext)
    if (message && key?.id) return message
  } catch {
    // Some apps seal the message alone.
  }
  try {
    return proto.Message.decode(plaintext)
  } catch {
    // Whoever has sealed it has sealed something else.
    return null
  }
}
