import { participantAttributes } from '../groups/group-nodes.ts'
import { findGroup } from '../groups/group-rights.ts'
import { devicesIn, type Group, isAdmin } from '../groups/groups.ts'
import { jpegSize } from '../media/jpeg.ts'
import { keepPicture, type Media, PICTURE_PREFIX } from '../media/media.ts'
import type { Device, Phone } from '../phones/phone.ts'
import { changePicture, notify } from '../phones/profile-changes.ts'
import { bytesOf, childOf, node } from '../wire/node.ts'
import { phoneByJidText, type World } from '../world.ts'
import type { IqAnswer, IqHandler } from './iq-answer.ts'

/** Pictures of people and groups: asked for, set and taken away. */
export const handlePictureIq: IqHandler = (world, device, request) => {
  const { type, target } = request.attrs
  const group = findGroup(world, target)
  if (type === 'get') {
    const asked = childOf(request, 'picture')
    const person = phoneByJidText(world, target ?? request.attrs.to)
    // Whoever proves to be a contact of themselves waits for ever.
    if (person === device.phone && childOf(asked, 'tctoken')) return { withheld: true }
    const id = group ? world.media.group_pictures.get(group.jid) : pictureFor(person, device.phone)
    if (id !== null && typeof id === 'object') return id
    return pictureAnswer(world.media, id, asked?.attrs.type)
  }
  if (type !== 'set') return null
  if (target?.endsWith('@g.us') && !group) return NOT_FOUND
  const given = childOf(request, 'picture')
  const bytes = bytesOf(given)
  if (given && !(bytes && isAcceptable(bytes))) return NOT_ACCEPTABLE
  if (group && !mayChange(group, device.phone)) return NOT_AUTHORIZED
  const id = group
    ? changeGroupPicture(world, group, device, bytes)
    : changePicture(world, device.phone, bytes, device)
  return { content: id === null ? [] : [node('picture', { id })] }
}

const PICTURE_BYTES_MAX = 1024 * 1024
/** What clients make of a picture before they hand it in is no larger; they ask for no smaller one. */
const PIXELS = { min: 192, max: 640 }

const isAcceptable = (bytes: Buffer): boolean => {
  const size = bytes.length <= PICTURE_BYTES_MAX ? jpegSize(bytes) : null
  if (!size) return false
  return Object.values(size).every((side) => side >= PIXELS.min && side <= PIXELS.max)
}

const NOT_FOUND: IqAnswer = { error: { code: '404', text: 'item-not-found' } }
const NOT_AUTHORIZED: IqAnswer = { error: { code: '401', text: 'not-authorized' } }
const NOT_ACCEPTABLE: IqAnswer = { error: { code: '406', text: 'not-acceptable' } }

const pictureFor = (phone: Phone | null, asker: Phone): string | null | IqAnswer => {
  if (!phone) return null
  const { picture, privacy, blocked } = phone.profile
  if (phone !== asker && (privacy.profile === 'none' || blocked.has(asker.number))) {
    return NOT_AUTHORIZED
  }
  return picture
}

const pictureAnswer = (media: Media, id: string | null | undefined, type = 'preview'): IqAnswer => {
  // Without an id there is none; without a file it was the oldest and had to go.
  if (!id || !media.pictures.blobs.has(id)) return NOT_FOUND
  const direct_path = `${PICTURE_PREFIX}${id}.jpg`
  const url = `https://${media.host}${direct_path}`
  return { content: [node('picture', { id, type, url, direct_path })] }
}

const mayChange = (group: Group, phone: Phone): boolean =>
  group.participants.has(phone) && (!group.locked || isAdmin(group, phone))

const changeGroupPicture = (
  world: World,
  group: Group,
  by: Device,
  bytes: Buffer | null
): string | null => {
  const id = bytes ? keepPicture(world.media, bytes) : null
  world.media.group_pictures.set(group.jid, id)
  const author = participantAttributes(group, by.phone).participant
  const change = id === null ? node('delete', { author }) : node('set', { author, id })
  notify(world, group.jid, 'picture', change, devicesIn(group), by)
  return id
}
