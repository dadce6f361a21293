import { createHash } from 'node:crypto'
import { says } from '../extras.ts'
import { lidOf } from '../messages/addresses.ts'
import type { Phone } from '../phones/phone.ts'
import { PRIVACY_NAMES, STATUS_PRIVACY_TYPES, setPrivacy } from '../phones/profile.ts'
import { changeAbout, changeBlocked, changeDisappearing } from '../phones/profile-changes.ts'
import { lidJid, pnJid } from '../wire/jid.ts'
import { type Attributes, bytesOfChild, childOf, childrenNamed, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { phoneByJidText, phoneByNumber, type World } from '../world.ts'
import type { IqAnswer, IqHandler } from './iq-answer.ts'

const BAD_REQUEST: IqAnswer = { error: { code: '400', text: 'bad-request' } }

export const handlePrivacyIq: IqHandler = (world, { phone }, request) => {
  const tokens = childOf(request, 'tokens')
  if (tokens) {
    // No one here asks to see them.
    world.stats.privacy_tokens += childrenNamed(tokens, 'token').length
    return {}
  }
  if (request.attrs.type === 'get') return { content: [privacyNode(world, phone)] }
  const changes = childrenNamed(childOf(request, 'privacy'), 'category')
  const done = changes.filter(({ attrs }) =>
    setPrivacy(phone.profile, attrs.name ?? '', attrs.value ?? '')
  )
  return done.length === changes.length && done.length > 0
    ? { content: [node('privacy', {}, done)] }
    : BAD_REQUEST
}

const privacyNode = (world: World, { profile }: Phone): BinaryNode => {
  const categories = PRIVACY_NAMES.map((name) =>
    node('category', { name, value: profile.privacy[name] })
  )
  const more = says(world, 'list_attributes') ? OTHER_CATEGORIES : []
  const others = more.map(([name, value]) => node('category', { name, value, dhash: 'none' }))
  return node('privacy', {}, [...categories, ...others])
}

/** Newer ones, which few clients know. */
const OTHER_CATEGORIES = [
  ['stickers', 'contacts'],
  ['defense', 'off'],
  ['linked_profiles', 'all'],
  ['cover_photo', 'all']
] as const

export const handleBlocklistIq: IqHandler = (world, device, request) => {
  const { phone } = device
  const item = childOf(request, 'item')
  if (request.attrs.type === 'set') {
    const other = phoneByJidText(world, item?.attrs.jid)
    const action = item?.attrs.action
    if (!other || (action !== 'block' && action !== 'unblock')) return BAD_REQUEST
    if (!isNamedRight(other, item?.attrs ?? {})) return BAD_REQUEST
    changeBlocked(world, phone, other, action === 'block', device)
  }
  return { content: [node('list', listAttributes(world, phone), blockedNodes(world, phone))] }
}

/** Who has a LID is blocked and unblocked under it; to block, the number is named beside it, or that it is not known. */
const isNamedRight = (other: Phone, { jid, action, pn_jid, unknown_identifier }: Attributes) => {
  if (!lidOf(other)) return jid?.endsWith('@s.whatsapp.net') === true
  if (!jid?.endsWith('@lid')) return false
  if (action === 'unblock') return true
  return pn_jid === pnJid(other.number) || (pn_jid === undefined && unknown_identifier === 'true')
}

const listAttributes = (world: World, { profile }: Phone): Attributes => {
  if (!says(world, 'list_attributes')) return {}
  const dhash = createHash('md5')
    .update([...profile.blocked].join())
    .digest('base64')
  return { dhash, c_dhash: dhash, matched: 'false', addressing_mode: 'lid' }
}

const blockedNodes = (world: World, { profile }: Phone): BinaryNode[] =>
  [...profile.blocked].flatMap((number) => {
    const other = phoneByNumber(world, number)
    return other ? [node('item', { jid: lidJid(other.lid), pn_jid: pnJid(number) })] : []
  })

const ABOUT_LENGTH_MAX = 139

export const handleStatusIq: IqHandler = (world, device, request) => {
  if (request.attrs.type === 'get' && childOf(request, 'privacy'))
    return { content: [statusPrivacyNode(world, device.phone)] }
  const text = bytesOfChild(request, 'status')?.toString() ?? ''
  if (request.attrs.type !== 'set') return null
  if (text.length > ABOUT_LENGTH_MAX) return BAD_REQUEST
  changeAbout(world, device.phone, text, device)
  return {}
}

/** Who may see statuses: all lists there are, and which of them counts. */
const statusPrivacyNode = (world: World, { profile, settings }: Phone): BinaryNode => {
  const { type, people } = profile.status_privacy
  const users = people.flatMap((number) => {
    const other = phoneByNumber(world, number)
    if (!other) return []
    const jid = settings.has_lid ? lidOf(other) : undefined
    return [node('user', { jid: jid ?? pnJid(number) })]
  })
  const lists = STATUS_PRIVACY_TYPES.map((each) =>
    node(
      'list',
      { type: each, default: each === type ? 'true' : undefined },
      each === type && each !== 'contacts' ? users : []
    )
  )
  return node('privacy', {}, lists)
}

export const handleDisappearingIq: IqHandler = (world, device, request) => {
  const duration = childOf(request, 'disappearing_mode')?.attrs.duration
  if (request.attrs.type !== 'set' || !/^\d{1,9}$/.test(duration ?? '')) return BAD_REQUEST
  changeDisappearing(world, device.phone, duration ?? '0', device)
  return {}
}
