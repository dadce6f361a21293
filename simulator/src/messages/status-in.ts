import type { Device } from '../phones/phone.ts'
import { type Addressing, parseJid } from '../wire/jid.ts'
import { childOf, childrenNamed, nowSeconds } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { phoneByJid, type World } from '../world.ts'
import { deliverMessage } from './deliver.ts'
import { receiveAtPhone } from './receive.ts'
import { statusStanza } from './status-stanza.ts'

const SETTINGS = new Set(['contacts', 'allowlist', 'denylist'])

/**
 * The code with which the server refuses a post, if it does. Of an account with a LID everybody it is for has to be called
 * by theirs, and a deletion says nothing of who may see what it takes away.
 */
export const statusRefusal = ({ phone }: Device, stanza: BinaryNode): string | undefined => {
  const people = childrenNamed(childOf(stanza, 'participants'), 'to')
  const by_number = people.some(({ attrs }) => parseJid(attrs.jid)?.server !== 'lid')
  if (phone.settings.has_lid && by_number) return '479'
  const setting = childOf(stanza, 'meta')?.attrs.status_setting
  if (setting === undefined) return undefined
  return stanza.attrs.edit !== undefined || !SETTINGS.has(setting) ? '479' : undefined
}

/** Gives a post to every device that it has a key for, and to nobody else: who has none is not among those who may see it. */
export const routeStatus = (world: World, sender: Device, stanza: BinaryNode): void => {
  const message = childrenNamed(stanza, 'enc')
  for (const to of childrenNamed(childOf(stanza, 'participants'), 'to')) {
    const jid = parseJid(to.attrs.jid)
    const phone = phoneByJid(world, jid)
    if (!jid || !phone || phone.profile.blocked.has(sender.phone.number)) continue
    const encs = [...childrenNamed(to, 'enc'), ...message]
    const addressing: Addressing = jid.server === 'lid' ? 'lid' : 'pn'
    if (jid.device === 0) {
      receiveAtPhone(world, phone, { sender, stanza, encs, addressing, group: null, posted: true })
      continue
    }
    const device = phone.devices.get(jid.device)
    if (device && device !== sender)
      deliverMessage(world, device, inbound(world, sender, stanza, encs))
  }
}

const inbound = (
  world: World,
  sender: Device,
  stanza: BinaryNode,
  encs: BinaryNode[]
): BinaryNode => {
  const { id, type, edit } = stanza.attrs
  const identity = childOf(stanza, 'device-identity')
  const content = identity ? [...encs, identity] : encs
  return statusStanza(world, sender.phone, sender.id, { id, type, edit, t: nowSeconds() }, content)
}
