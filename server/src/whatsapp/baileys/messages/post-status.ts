import { type BinaryNode, isPnUser, jidNormalizedUser, type proto, type WASocket } from 'baileys'
import {
  isUndecided,
  type StatusFont,
  type StatusLook,
  type StatusPost,
  type StatusSetting,
  status_fonts,
  status_jid
} from '../../../domain/status.ts'
import { stale_group_codes } from '../../refusals.ts'
import { SendInterrupted, SendRefused } from '../../send-errors.ts'
import type { Own } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import type { Ask } from '../calls/ask.ts'
import type { ServerAcks } from '../events/acks.ts'
import { lidsOf } from '../patches/apply.ts'
import { askAudience, type PhoneAudience } from './status-audience.ts'

/** As many people as a group may have: more are told in another stanza of the same id. */
const people_in_stanza_max = 1_024

/** What WhatsApp calls the kinds of audience. */
const settings: Record<StatusSetting, string> = {
  contacts: 'contacts',
  only: 'allowlist',
  except: 'denylist'
}

export type Posted = {
  whatsapp_id: string
  post: StatusPost
  message: proto.IMessage
  /** A deletion says nothing of who may see what it takes away. */
  is_deletion: boolean
  attributes: Record<string, string>
}

/**
 * Posts a status: a message to nobody, with the people that get it beside it. Of an account with a LID WhatsApp takes it only
 * where they are all called by theirs; who has none is left out, as its own apps do. The own phone is among them, or would not show it.
 */
export const createPostStatus =
  (
    socket: WASocket,
    {
      acks,
      ack_timeout_ms,
      own,
      journal,
      ask,
      over
    }: {
      acks: ServerAcks
      ack_timeout_ms: number
      own: () => Own
      journal: BorderJournal
      ask: Ask
      over: AbortSignal
    }
  ) =>
  async (posted: Posted, encrypted?: () => void): Promise<void> => {
    const { whatsapp_id, post } = posted
    const { jid, lid } = own()
    const named = (given: string[]) => (lid ? byLid(socket, given) : given)
    const phone = isUndecided(post)
      ? await askPhone(ask, AbortSignal.any([over, AbortSignal.timeout(ack_timeout_ms)]))
      : null
    const people = await (phone ? chosen(phone, post.people, named) : named(post.people))
    if (people.length === 0) throw new SendRefused('no_audience')
    const setting = phone?.setting ?? settingOf(post)
    // Written with the keys of the post, so before it leaves. Who has got it has to be known when it is taken away.
    const decided = phone && { people, setting }
    journal.record({ type: 'recipients', whatsapp_id, count: people.length, decided })
    const self = lid ?? jid
    const tell = async (others: string[], told?: () => void): Promise<void> => {
      const acknowledged = acks.wait(whatsapp_id, ack_timeout_ms)
      // Its rejection must not crash the process when the sending itself fails first.
      acknowledged.catch(() => undefined)
      await socket.relayMessage(status_jid, posted.message, {
        messageId: whatsapp_id,
        statusJidList: self ? [...others, jidNormalizedUser(self)] : others,
        additionalAttributes: { ...posted.attributes, addressing_mode: lid ? 'lid' : 'pn' },
        additionalNodes: posted.is_deletion ? [] : [settingNode(setting)]
      })
      told?.()
      await acknowledged
    }
    const pieces = piecesOf(people)
    for (const others of pieces) {
      const told = others === pieces.at(-1) ? encrypted : undefined
      try {
        await tell(others, told)
      } catch (error) {
        if (!isOutOfDate(error)) throw error
        await socket.userDevicesCache.flushAll()
        await tell(others, told)
      }
    }
  }

/** One of the people has another device than is remembered, or the form is wrong: the second time tells. */
const isOutOfDate = (error: unknown): boolean =>
  error instanceof SendRefused && stale_group_codes.has(error.whatsapp_code ?? '')

const settingNode = (setting: StatusSetting): BinaryNode => ({
  tag: 'meta',
  attrs: { status_setting: settings[setting] }
})

const settingOf = ({ audience, setting = 'contacts' }: StatusPost): StatusSetting =>
  audience === 'phone' ? setting : audience

const askPhone = async (ask: Ask, signal: AbortSignal): Promise<PhoneAudience> => {
  try {
    return await askAudience(ask, signal)
  } catch (cause) {
    throw new SendInterrupted('WhatsApp does not say who may see statuses', { cause })
  }
}

/** Those whom the phone lets see its statuses, out of the phone book or beyond it. */
const chosen = async (
  { setting, people }: PhoneAudience,
  phone_book: string[],
  named: (given: string[]) => string[] | Promise<string[]>
): Promise<string[]> => {
  if (setting === 'only') return named(people)
  const left_out = new Set(await named(people))
  return (await named(phone_book)).filter((one) => !left_out.has(one))
}

const piecesOf = (people: string[]): string[][] => {
  const pieces: string[][] = []
  for (let at = 0; at < people.length; at += people_in_stanza_max)
    pieces.push(people.slice(at, at + people_in_stanza_max))
  return pieces
}

const byLid = async (socket: WASocket, people: string[]): Promise<string[]> => {
  const { lidMapping } = socket.signalRepository
  const lids = await lidsOf(
    lidMapping,
    people.filter((jid) => isPnUser(jid) === true)
  )
  const named = people.flatMap((jid) => (isPnUser(jid) ? (lids.get(jid) ?? []) : [jid]))
  return [...new Set(named.map(jidNormalizedUser))]
}

/** A message with what only a post has: the colour behind it, and its letters. */
export const dressed = (message: proto.IMessage, post: StatusPost): proto.IMessage => {
  const { background, font } = post
  const text = message.extendedTextMessage
  const colour = background ? Number.parseInt(`ff${background.slice(1)}`, 16) : null
  if (text) {
    text.textArgb = white
    if (colour !== null) text.backgroundArgb = colour
    if (font) text.font = status_fonts[font] as number as proto.Message.ExtendedTextMessage.FontType
  }
  if (message.audioMessage && colour !== null) message.audioMessage.backgroundArgb = colour
  return message
}

const white = 0xffffffff

/** How a post of somebody looks; undefined: as any text or file. */
export const lookOf = ({
  extendedTextMessage: text,
  audioMessage: audio
}: proto.IMessage): StatusLook | undefined => {
  const argb = text?.backgroundArgb ?? audio?.backgroundArgb
  const font = fonts.get(text?.font ?? -1)
  if (typeof argb !== 'number' && !font) return undefined
  return {
    ...(typeof argb === 'number' && { background: `#${colourOf(argb)}` }),
    ...(font && { font })
  }
}

const colourOf = (argb: number): string =>
  (argb & 0xffffff).toString(16).padStart(6, '0').toUpperCase()

const fonts = new Map<number, StatusFont>(
  Object.entries(status_fonts).map(([name, number]) => [number, name as StatusFont])
)
