import { type BinaryNode, normalizeMessageContent, proto, unpadRandomMax16 } from 'baileys'
import { status_jid } from '../../../domain/status.ts'
import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import type { EngineEvent } from '../../contract.ts'
import { canonicalJid, isChat, type NumberOfLid, type Own, sameUser } from '../addresses/jid.ts'
import { decodeContent } from '../kinds.ts'

/** The text of a padded plaintext as a message. */
export const decodePlaintext = (padded: Uint8Array): proto.IMessage =>
  proto.Message.decode(unpadRandomMax16(padded))

/** With what a linked phone wraps around its own messages taken off. */
export const unwrapped = (message: proto.IMessage): proto.IMessage =>
  message.deviceSentMessage?.message ?? message

// Members that carry keys or context, not something a person said.
const silent_members = new Set([
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'messageContextInfo',
  'protocolMessage'
])

/** What a person said; null when the message only carries keys or orders for the device. */
export const contentFrom = (message: proto.IMessage): InboundContent | null => {
  const decoded = decodeContent(message)
  return decoded && 'type' in decoded ? decoded : unsupportedIn(message)
}

const unsupportedIn = (message: proto.IMessage): InboundContent | null => {
  const inner = normalizeMessageContent(message) ?? message
  const kinds = Object.entries(inner)
    .filter(
      ([name, value]) =>
        value !== null && value !== undefined && value !== '' && !silent_members.has(name)
    )
    .map(([name]) => name)
  return kinds.length > 0 ? { type: 'unsupported', unsupported: { kinds } } : null
}

/** Whether a stanza is a post of a status, somebody's or the own one from another device. */
export const isStatusPost = ({ attrs }: BinaryNode): boolean =>
  attrs['from'] === status_jid || attrs['recipient'] === status_jid

/**
 * Who said what where, read from the envelope of a message. `content` null: not decrypted yet. What somebody says to a
 * broadcast list he says to each who is on it; they read it in their chat with him.
 */
export const messageFact = async (
  stanza: BinaryNode,
  content: InboundContent | null,
  own: Own,
  numberOfLid: NumberOfLid
): Promise<EngineEvent | null> => {
  const { id, from, participant, recipient, t } = stanza.attrs
  const {
    sender_pn,
    sender_lid,
    participant_pn,
    participant_lid,
    peer_recipient_pn,
    recipient_pn
  } = stanza.attrs
  if (!id || !from) return null
  const author = participant ?? from
  const from_me = sameUser(author, own.jid) || sameUser(author, own.lid)
  const author_alternative = participant
    ? (participant_pn ?? participant_lid)
    : (sender_pn ?? sender_lid)
  const at = t ? new Date(Number(t) * 1000) : new Date()
  const sender_id =
    from_me && own.jid
      ? await canonicalJid(own.jid, undefined, numberOfLid)
      : await canonicalJid(author, author_alternative, numberOfLid)
  if (isStatusPost(stanza)) return { type: 'status_post', whatsapp_id: id, sender_id, from_me, at }
  const listed = from.endsWith('@broadcast') && !from_me
  const chat = from_me && recipient ? recipient : from
  const chat_alternative =
    chat === recipient
      ? (recipient_pn ?? peer_recipient_pn)
      : participant
        ? undefined
        : author_alternative
  const chat_id = listed ? sender_id : await canonicalJid(chat, chat_alternative, numberOfLid)
  if (!isChat(chat_id)) return { type: 'unplaced', whatsapp_id: id, place: chat_id, at }
  return {
    type: 'message',
    whatsapp_id: id,
    chat_id,
    sender_id,
    from_me,
    push_name: nameIn(stanza),
    at,
    content,
    secret: null,
    quote: null,
    forwarding_score: 0,
    disappearing_seconds: null
  }
}

/** The name that the sender goes by; of people who are known by nothing else the user name, with its sign. */
export const nameIn = ({ attrs }: BinaryNode): string | null => {
  const username = attrs['participant'] ? attrs['participant_username'] : attrs['username']
  return attrs['notify'] || attrs['display_name'] || (username ? `@${username}` : null)
}
