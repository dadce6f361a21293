import { deliverMessage } from '../messages/deliver.ts'
import { receiveAtPhone } from '../messages/receive.ts'
import type { Device, Phone } from '../phones/phone.ts'
import { parseJid } from '../wire/jid.ts'
import { childOf, childrenNamed, node, nowSeconds } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { phoneByJid, type World } from '../world.ts'
import { participantAttributes } from './group-nodes.ts'
import { type Group, isAdmin } from './groups.ts'

/** The code with which the server refuses a message to a group, if it does. */
export const groupRefusal = (
  group: Group,
  { phone }: Device,
  { attrs }: BinaryNode
): string | undefined => {
  if (!group.participants.has(phone)) return '403'
  if (group.announce && !isAdmin(group, phone)) return '403'
  // Written by a member list in which people are called otherwise than they are now.
  const mode = attrs.addressing_mode
  return mode !== undefined && mode !== group.addressing ? '421' : undefined
}

/**
 * A linked device writes in a group: every device of every member gets the message, and those
 * the sender made one for, its sender key in front of it.
 */
export const routeToGroup = (
  world: World,
  sender: Device,
  stanza: BinaryNode,
  group: Group
): void => {
  const message = childrenNamed(stanza, 'enc')
  const keys = keysByDevice(world, stanza)
  const only = stanza.attrs.participant && deviceKey(world, stanza.attrs.participant)
  const encsFor = (key: string): BinaryNode[] => [...(keys.get(key) ?? []), ...message]
  for (const phone of group.participants.keys()) {
    const own = keyOf(phone, 0)
    if (!only || only === own) {
      const { addressing } = group
      receiveAtPhone(world, phone, { sender, stanza, encs: encsFor(own), addressing, group })
    }
    for (const device of phone.devices.values()) {
      const key = keyOf(phone, device.id)
      if (device === sender || (only && only !== key)) continue
      deliverMessage(world, device, inboundInGroup(group, sender, stanza, encsFor(key)))
    }
  }
}

const keysByDevice = (world: World, stanza: BinaryNode): Map<string, BinaryNode[]> => {
  const keys = new Map<string, BinaryNode[]>()
  for (const to of childrenNamed(childOf(stanza, 'participants'), 'to')) {
    keys.set(deviceKey(world, to.attrs.jid), childrenNamed(to, 'enc'))
  }
  return keys
}

const deviceKey = (world: World, text: string | undefined): string => {
  const jid = parseJid(text)
  const phone = phoneByJid(world, jid)
  return jid && phone ? keyOf(phone, jid.device) : `unknown ${text}`
}

const keyOf = (phone: Phone, device: number): string => `${phone.number}:${device}`

const inboundInGroup = (
  group: Group,
  sender: Device,
  stanza: BinaryNode,
  encs: BinaryNode[]
): BinaryNode => {
  const { id, type, edit } = stanza.attrs
  const identity = childOf(stanza, 'device-identity')
  return node(
    'message',
    {
      id,
      type,
      edit,
      t: nowSeconds(),
      from: group.jid,
      ...participantAttributes(group, sender.phone, sender.id),
      notify: sender.phone.settings.name
    },
    identity ? [...encs, identity] : encs
  )
}
