import { type BinaryNode, normalizeMessageContent, proto } from 'baileys'
import { LRUCache } from 'lru-cache'
import { disappearing_set_long_ago } from '../../../domain/chat.ts'
import { stayOf } from '../../../domain/disappearing.ts'
import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import type { NumberOfLid, Own } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import { messageFact } from './from-whatsapp.ts'
import { contextIn } from './quote-from-whatsapp.ts'

const { EPHEMERAL_SETTING } = proto.Message.ProtocolMessage.Type
const nothing: InboundContent = { type: 'unsupported', unsupported: { kinds: [] } }
const chats_max = 1_000
const long_ago_s = disappearing_set_long_ago.getTime() / 1000

/** How long messages of a chat stay, and when that was set, in seconds since 1970; long ago where a message does not say it. */
export type DisappearingSetting = { seconds: number; set_at_s: number }

/**
 * How long messages of a chat stay, as somebody in it has just set it or as a message there says, which came at this time;
 * null: not a word of it. A message that says when it was set, and nothing more, says that they stay for good; one whose
 * setting was made later than it came is not believed.
 */
export const disappearingIn = (
  message: proto.IMessage,
  came_at_s: number
): DisappearingSetting | null => {
  const { protocolMessage: order } = normalizeMessageContent(message) ?? message
  const set = order?.type === EPHEMERAL_SETTING
  const context = set ? undefined : contextIn(message)
  const seconds = Number((set ? order.ephemeralExpiration : context?.expiration) ?? 0)
  if (seconds !== 0 && stayOf(seconds) === null) return null
  const said = (set ? order : context)?.ephemeralSettingTimestamp
  const set_at_s = Math.max(Number(said ?? 0), long_ago_s)
  const known = set_at_s > long_ago_s
  if (set) return { seconds, set_at_s: known ? Math.min(set_at_s, came_at_s) : came_at_s }
  if (set_at_s > came_at_s) return null
  return seconds > 0 || known ? { seconds, set_at_s } : null
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
  const known = new LRUCache<string, string>({ max: chats_max })

  const learn = async (stanza: BinaryNode, setting: DisappearingSetting): Promise<void> => {
    const fact = await messageFact(stanza, nothing, own(), numberOfLid)
    // In groups admins set it, and any member could say anything.
    if (fact?.type !== 'message' || (fact.chat_id.endsWith('@g.us') && !fact.from_me)) return
    const { seconds, set_at_s } = setting
    const text = `${seconds} ${set_at_s}`
    if (known.get(fact.chat_id) === text) return
    known.set(fact.chat_id, text)
    const change = {
      disappearing_seconds: seconds,
      disappearing_set_at: new Date(set_at_s * 1000)
    }
    journal.record({ type: 'chat_changed', chat_id: fact.chat_id, change, news: true })
  }

  return (stanza, said) => {
    const came_at_s = Number(stanza.attrs['t'] ?? Number.NaN)
    const setting = disappearingIn(said, came_at_s || Math.floor(Date.now() / 1000))
    return setting ? learn(stanza, setting) : undefined
  }
}
