import type { SeenMessage } from '../types/types-kinds.ts'
import { parseJid } from '../wire/jid.ts'
import type { BinaryNode, proto } from '../wire/wire.ts'
import { phoneByJid, type World } from '../world.ts'
import { readCard } from './cards-seen.ts'

/** Where a phone has a message from: the chat, and the stanza unless it came from another phone. */
export interface SeenIn {
  world: World
  chat: string
  stanza: BinaryNode | null
}

type Seen = Omit<SeenMessage, 'problem'>
type Reader = (message: proto.IMessage, place: SeenIn) => Seen | string | undefined

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

const READERS: Reader[] = [textSeen, contactsSeen, inviteSeen]
