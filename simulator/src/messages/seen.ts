import type { SeenMessage } from '../types/types-kinds.ts'
import { parseJid, STATUS_JID } from '../wire/jid.ts'
import { childOf } from '../wire/node.ts'
import type { proto } from '../wire/wire.ts'
import { phoneByJid } from '../world.ts'
import { responseSeen, voteSeen } from './answers-seen.ts'
import { attributesSeen } from './attributes-seen.ts'
import { readCard } from './cards-seen.ts'
import { orderSeen, pinSeen } from './changes-seen.ts'
import type { Reader, SeenIn } from './seen-reader.ts'

/**
 * What a phone shows of a message of one of these kinds; undefined for others. A reader answers with a sentence where a real
 * phone would show nothing, or something else than was meant.
 */
export const seenIn = (message: proto.IMessage, place: SeenIn): SeenMessage | undefined => {
  for (const read of READERS) {
    const seen = read(message, place)
    if (typeof seen === 'string') return { problem: seen }
    if (seen) return { problem: null, ...seen }
  }
  return undefined
}

const textSeen: Reader = ({ extendedTextMessage: text }, { world, chat }) => {
  const { mentionedJid = [], nonJidMentions } = text?.contextInfo ?? {}
  const url = text?.matchedText
  if (!text || (!url && !mentionedJid?.length && !nonJidMentions)) return undefined
  const group = world.groups.by_jid.get(chat)
  if (!group && (mentionedJid?.length || nonJidMentions)) return 'mentions outside of a group'
  const numbers: string[] = []
  for (const name of mentionedJid ?? []) {
    const jid = parseJid(name)
    const phone = phoneByJid(world, jid)
    if (!jid || !phone) return `nobody is ${name}`
    if (group?.addressing === 'lid' && jid.server !== 'lid' && phone.settings.has_lid)
      return `${name} is not named as the group names its members`
    if (!text.text?.includes(`@${jid.user}`)) return `@${jid.user} does not stand in the text`
    numbers.push(phone.number)
  }
  if (url && !text.text?.includes(url)) return 'the link of the preview is not in the text'
  if (url && !text.title) return 'a preview without a title'
  const picture = text.jpegThumbnail
  if (picture?.length && !(picture[0] === 0xff && picture[1] === 0xd8))
    return 'the picture of the preview is no JPEG'
  return {
    ...((numbers.length > 0 || nonJidMentions) && {
      mentions: { numbers, all: nonJidMentions === 1 }
    }),
    ...(url && {
      preview: {
        url,
        title: text.title ?? '',
        description: text.description ?? null,
        picture: picture?.length ? Buffer.from(picture).toString('base64') : null
      }
    })
  }
}

const statusSeen: Reader = (
  { extendedTextMessage: text, audioMessage: audio },
  { chat, stanza }
) => {
  if (chat !== STATUS_JID || !stanza) return undefined
  const colour = text?.backgroundArgb ?? audio?.backgroundArgb
  if (text && typeof colour !== 'number') return 'a text without a colour behind it'
  return {
    status: {
      background: typeof colour === 'number' ? `#${(colour >>> 0).toString(16).slice(2)}` : null,
      font: text?.font ?? null,
      setting: childOf(stanza, 'meta')?.attrs.status_setting ?? null
    }
  }
}

const contactsSeen: Reader = ({ contactMessage: one, contactsArrayMessage: several }) => {
  const cards = one ? [one] : several?.contacts
  if (!cards) return undefined
  if (cards.length === 0) return 'no cards'
  if (several && !several.displayName) return 'several cards without a name for them all'
  const seen = cards.map(({ displayName, vcard }) =>
    displayName ? readCard(vcard ?? '') : 'a card without a name'
  )
  const problem = seen.find((card) => typeof card === 'string')
  return problem ?? { contacts: seen.filter((card) => typeof card !== 'string') }
}

const inviteSeen: Reader = ({ groupInviteMessage: invite }, { chat }) => {
  if (!invite) return undefined
  if (chat.endsWith('@g.us')) return 'an invitation in a group'
  const { groupJid, inviteCode, groupName, caption } = invite
  if (!groupJid || !inviteCode || !groupName) return 'an invitation that leads nowhere'
  const expires_s = Number(invite.inviteExpiration ?? 0)
  if (expires_s * 1_000 < Date.now()) return 'an invitation that has expired'
  return {
    invite: {
      group: groupJid,
      code: inviteCode,
      name: groupName,
      caption: caption ?? null,
      expires_s
    }
  }
}

/** What asks something has a secret for the answers, and stands in a stanza that says so. */
const whyNotAsked = (
  { messageContextInfo }: proto.IMessage,
  { stanza }: SeenIn,
  type: string,
  attribute: string
): string | null => {
  if (messageContextInfo?.messageSecret?.length !== 32) return `a ${type} without a secret`
  if (!stanza) return null
  if (stanza.attrs.type !== type) return `a ${type} in a stanza of type ${stanza.attrs.type}`
  return childOf(stanza, 'meta')?.attrs[attribute] === 'creation'
    ? null
    : `a ${type} in a stanza without ${attribute}`
}

const pollSeen: Reader = (message, place) => {
  const poll = message.pollCreationMessage ?? message.pollCreationMessageV3
  if (!poll) return undefined
  const problem = whyNotAsked(message, place, 'poll', 'polltype')
  if (problem) return problem
  const options = poll.options?.map(({ optionName }) => optionName ?? '') ?? []
  const answers_max = poll.selectableOptionsCount ?? 0
  if (!poll.name) return 'a poll without a question'
  if (options.length < 2 || options.length > 12) return `a poll with ${options.length} options`
  if (options.includes('') || new Set(options).size < options.length) return 'options alike'
  if (answers_max > options.length) return 'more answers than options'
  return { poll: { question: poll.name, options, answers_max } }
}

const eventSeen: Reader = (message, place) => {
  const { eventMessage: event } = message
  if (!event) return undefined
  const problem = whyNotAsked(message, place, 'event', 'event_type')
  if (problem) return problem
  if (!event.name || !Number(event.startTime)) return 'an event without a name or a time'
  return {
    event: {
      name: event.name,
      description: event.description ?? null,
      start_s: Number(event.startTime),
      end_s: event.endTime ? Number(event.endTime) : null,
      place: event.location?.name ?? null,
      extra_guests: event.extraGuestsAllowed ?? false
    }
  }
}

/** What a linked device asks by buttons is shown only where its stanza says so in the one form that servers let through. */
const interactiveSeen: Reader = ({ interactiveMessage: asked }, { stanza }) => {
  if (!asked || !stanza) return undefined
  const interactive = childOf(childOf(stanza, 'biz'), 'interactive')
  const flow = childOf(interactive, 'native_flow')
  if (interactive?.attrs.type !== 'native_flow' || flow?.attrs.name !== 'mixed')
    return 'buttons in a stanza that does not say so'
  const buttons = asked.nativeFlowMessage?.buttons ?? []
  if (!asked.body?.text || buttons.length === 0) return 'buttons without words'
  return {}
}

const READERS: Reader[] = [
  attributesSeen,
  statusSeen,
  interactiveSeen,
  orderSeen,
  pinSeen,
  voteSeen,
  responseSeen,
  textSeen,
  contactsSeen,
  inviteSeen,
  pollSeen,
  eventSeen
]
