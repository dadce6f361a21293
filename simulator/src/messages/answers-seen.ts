import { createDecipheriv, createHash, hkdfSync } from 'node:crypto'
import type { Phone } from '../phones/phone.ts'
import { lidJid, parseJid, pnJid } from '../wire/jid.ts'
import { childOf } from '../wire/node.ts'
import { proto } from '../wire/wire.ts'
import { phoneByJid } from '../world.ts'
import { findInChat } from './chats.ts'
import type { Reader, SeenIn } from './seen-reader.ts'

const TAG_BYTES = 16

/** A vote counts where the phone has the poll, by the author that the vote names, and its options are those of the poll. */
export const voteSeen: Reader = (message, place) => {
  const { pollCreationMessageKey: key, vote } = message.pollUpdateMessage ?? {}
  if (!message.pollUpdateMessage || !place.stanza) return undefined
  const opened = openAnswer(place, key, vote, {
    use: 'Poll Vote',
    type: 'poll',
    meta: ['polltype', 'vote']
  })
  if (typeof opened === 'string') return opened
  const poll = opened.asked.pollCreationMessage ?? opened.asked.pollCreationMessageV3
  if (!poll) return 'a vote in what is no poll'
  const names = poll.options?.map(({ optionName }) => optionName ?? '') ?? []
  const by_hash = new Map(
    names.map((name) => [createHash('sha256').update(name).digest('hex'), name])
  )
  const { selectedOptions } = proto.Message.PollVoteMessage.decode(opened.plaintext)
  const chosen = selectedOptions.map((hash) => by_hash.get(Buffer.from(hash).toString('hex')))
  const options = chosen.filter((name) => name !== undefined)
  if (options.length < chosen.length) return 'a vote for what the poll does not offer'
  const most = poll.selectableOptionsCount || names.length
  if (options.length > most) return 'a vote for more than the poll allows'
  return { vote: { id: opened.id, options } }
}

const { GOING, NOT_GOING, MAYBE } = proto.Message.EventResponseMessage.EventResponseType
const RESPONSES = new Map<unknown, 'going' | 'not_going' | 'maybe'>([
  [GOING, 'going'],
  [NOT_GOING, 'not_going'],
  [MAYBE, 'maybe']
])

/** Likewise whether somebody comes to an event. */
export const responseSeen: Reader = ({ encEventResponseMessage: answer }, place) => {
  if (!answer || !place.stanza) return undefined
  const opened = openAnswer(place, answer.eventCreationMessageKey, answer, {
    use: 'Event Response',
    type: 'event',
    meta: ['event_type', 'response']
  })
  if (typeof opened === 'string') return opened
  const { eventMessage: event } = opened.asked
  if (!event) return 'an answer to what is no event'
  const said = proto.Message.EventResponseMessage.decode(opened.plaintext)
  const response = RESPONSES.get(said.response)
  const extra_guests = said.extraGuestCount ?? 0
  if (!response || !Number(said.timestampMs)) return 'an answer that says nothing'
  if (extra_guests > 0 && !event.extraGuestsAllowed) return 'guests that the event does not allow'
  return { response: { id: opened.id, response, extra_guests } }
}

/** What is sealed, and what it answers; a sentence where a phone would not count it. */
const openAnswer = (
  { world, phone, from, chat, stanza }: SeenIn,
  key: proto.IMessageKey | null | undefined,
  sealed: { encPayload?: Uint8Array | null; encIv?: Uint8Array | null } | null | undefined,
  expected: { use: string; type: string; meta: [string, string] }
): { id: string; asked: proto.IMessage; plaintext: Uint8Array } | string => {
  const [name, value] = expected.meta
  if (stanza?.attrs.type !== expected.type)
    return `an answer in a stanza of type ${stanza?.attrs.type}`
  if (childOf(stanza, 'meta')?.attrs[name] !== value) return `an answer in a stanza without ${name}`
  const id = key?.id ?? ''
  const kept = findInChat(phone.chats.get(chat), id)
  const author = kept && world.phones.get(kept.from)
  const speaker = world.phones.get(from)
  if (!kept || !author || !speaker) return 'an answer to what is not there'
  if ((key?.fromMe === true) !== (author === speaker))
    return 'an answer to a message of somebody else'
  const participant = phoneByJid(world, parseJid(key?.participant ?? undefined))
  if (chat.endsWith('@g.us') && author !== speaker && participant !== author)
    return 'an answer that names another author'
  const { encPayload, encIv } = sealed ?? {}
  if (encIv?.length !== 12 || !encPayload || encPayload.length < TAG_BYTES)
    return 'an answer without a seal'
  const asked = proto.Message.decode(kept.payload)
  const secret = asked.messageContextInfo?.messageSecret
  if (!secret) return 'an answer to what has no secret'
  const group = world.groups.by_jid.get(chat)
  // Who has a LID is written to under that, and is named so.
  const by_lid = group
    ? group.addressing === 'lid'
    : author.settings.has_lid && speaker.settings.has_lid
  const named = (one: Phone): string => (by_lid ? lidJid(one.lid) : pnJid(one.number))
  const info = `${id}${named(author)}${named(speaker)}${expected.use}`
  try {
    const lock = Buffer.from(hkdfSync('sha256', secret, '', info, 32))
    const cipher = createDecipheriv('aes-256-gcm', lock, encIv)
    cipher.setAAD(Buffer.from(`${id}\0${named(speaker)}`))
    cipher.setAuthTag(encPayload.subarray(-TAG_BYTES))
    const plaintext = [cipher.update(encPayload.subarray(0, -TAG_BYTES)), cipher.final()]
    return { id, asked, plaintext: Buffer.concat(plaintext) }
  } catch {
    return 'an answer that does not open'
  }
}
