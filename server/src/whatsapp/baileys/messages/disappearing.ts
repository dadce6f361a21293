import { type BinaryNode, normalizeMessageContent, proto } from 'baileys'
import { LRUCache } from 'lru-cache'
import { stayOf } from '../../../domain/disappearing.ts'
import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import type { NumberOfLid, Own } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import { messageFact } from './from-whatsapp.ts'
import { contextIn } from './quote-from-whatsapp.ts'

const { EPHEMERAL_SETTING } = proto.Message.ProtocolMessage.Type
const nothing: InboundContent = { type: 'unsupported', unsupported: { kinds: [] } }
const chats_max = 1_000

/** How long messages of a chat stay, as somebody in it has just set it or as a message there says; null: not a word of it. */
const disappearingIn = (message: proto.IMessage): number | null => {
  const { protocolMessage: order } = normalizeMessageContent(message) ?? message
  const set = order?.type === EPHEMERAL_SETTING
  if (!set) return stayIn(message)
  const seconds = order.ephemeralExpiration ?? 0
  return seconds === 0 ? 0 : stayOf(seconds)
}

/** How long the message itself stays; null: for good. */
export const stayIn = (message: proto.IMessage): number | null =>
  stayOf(contextIn(message)?.expiration)

/** Learns how long messages stay in the chats with people, so that those of this account stay as long. */
export const createDisappearing = ({
  journal,
  own,
  numberOfLid
}: {
  journal: BorderJournal
  own: () => Own
  numberOfLid: NumberOfLid
}): ((stanza: BinaryNode, said: proto.IMessage) => void | Promise<void>) => {
  const known = new LRUCache<string, number>({ max: chats_max })

  const learn = async (stanza: BinaryNode, seconds: number): Promise<void> => {
    const fact = await messageFact(stanza, nothing, own(), numberOfLid)
    // In groups admins set it, and any member could say anything.
    if (fact?.type !== 'message' || (fact.chat_id.endsWith('@g.us') && !fact.from_me)) return
    if (known.get(fact.chat_id) === seconds) return
    known.set(fact.chat_id, seconds)
    const change = { disappearing_seconds: seconds }
    journal.record({ type: 'chat_changed', chat_id: fact.chat_id, change, news: true })
  }

  return (stanza, said) => {
    const seconds = disappearingIn(said)
    return seconds === null ? undefined : learn(stanza, seconds)
  }
}
