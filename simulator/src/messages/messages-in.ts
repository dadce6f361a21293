import { groupRefusal, routeToGroup } from '../groups/group-messages-in.ts'
import { findGroup } from '../groups/group-rights.ts'
import { noteMet } from '../limits/limits.ts'
import { refusalOfStranger } from '../limits/limits-refused.ts'
import type { Device, Phone } from '../phones/phone.ts'
import { type Addressing, type Jid, parseJid, STATUS_JID } from '../wire/jid.ts'
import {
  type Attributes,
  bytesOfChild,
  childOf,
  childrenNamed,
  node,
  nowSeconds
} from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { phoneByJid, phoneByJidText, type World } from '../world.ts'
import { recordAccepted } from './accepted.ts'
import { addressOf, recipientAttributes, senderAttributes } from './addresses.ts'
import { deliverMessage } from './deliver.ts'
import { ackAttributes, besideCiphertexts } from './message-extras.ts'
import { preventMessage, refusalByFault, sendAck } from './message-faults.ts'
import { receiveAtPhone } from './receive.ts'
import { routeStatus, statusRefusal } from './status-in.ts'

/** A linked device sends: every ciphertext goes to the device it was made for. */
export const handleMessage = (world: World, sender: Device, stanza: BinaryNode): void => {
  const peer = stanza.attrs.category === 'peer'
  if (!peer && preventMessage(world, sender)) return
  world.stats.messages_in += 1
  const to = parseJid(stanza.attrs.to)
  if (stanza.attrs.to === STATUS_JID) {
    const refusal = refusalByFault(world, sender, undefined) ?? statusRefusal(sender, stanza)
    acknowledge(world, sender, stanza, refusal)
    if (refusal) return
    noteAccepted(world, sender, stanza, to)
    routeStatus(world, sender, stanza)
    return
  }
  const group = findGroup(world, stanza.attrs.to)
  const error =
    (peer ? undefined : refusalByFault(world, sender, group)) ??
    (group ? groupRefusal(group, sender, stanza) : refusalOf(world, sender, to, peer)) ??
    (peer || group ? undefined : limitRefusal(world, sender, to))
  acknowledge(world, sender, stanza, error)
  if (error) return
  if (!peer && !group) noteMeeting(world, sender, to)
  if (!peer) noteAccepted(world, sender, stanza, to)
  if (group) {
    routeToGroup(world, sender, stanza, group)
    return
  }
  for (const { attrs, content } of childrenNamed(childOf(stanza, 'participants'), 'to')) {
    const enc = Array.isArray(content) ? content.find(({ tag }) => tag === 'enc') : undefined
    if (enc) route(world, sender, stanza, attrs.jid ?? '', enc)
  }
  // Without a list of participants: a message sent again to one device, or to the own phone.
  const direct = childOf(stanza, 'enc')
  if (direct) route(world, sender, stanza, stanza.attrs.to ?? '', direct)
}

const limitRefusal = (world: World, sender: Device, to: Jid | null): string | undefined => {
  const phone = phoneByJid(world, to)
  return phone ? refusalOfStranger(world, sender, phone) : undefined
}

const noteMeeting = (world: World, sender: Device, to: Jid | null): void => {
  const phone = phoneByJid(world, to)
  if (phone && phone !== sender.phone) noteMet(sender.phone, phone)
}

/** The code with which the server refuses a message, if it does. */
const refusalOf = (
  world: World,
  sender: Device,
  to: Jid | null,
  peer: boolean
): string | undefined => {
  if (!to) return '400'
  const phone = phoneByJid(world, to)
  if (!phone) return '404'
  // Whoever has a LID is written to under that, since the summer of 2026 by everybody.
  const by_number = to.server !== 'lid' && phone.settings.has_lid
  return by_number && !peer && phone !== sender.phone ? '463' : undefined
}

const route = (
  world: World,
  sender: Device,
  stanza: BinaryNode,
  target: string,
  enc: BinaryNode
): void => {
  const jid = parseJid(target)
  const phone = phoneByJid(world, jid)
  // The sender of a message to somebody who has blocked it never learns that it went nowhere.
  if (!jid || !phone || phone.profile.blocked.has(sender.phone.number)) return
  const addressing: Addressing = jid.server === 'lid' ? 'lid' : 'pn'
  if (jid.device === 0) {
    receiveAtPhone(world, phone, { sender, stanza, encs: [enc], addressing, group: null })
    return
  }
  const device = phone.devices.get(jid.device)
  if (!device || device === sender) return
  deliverMessage(world, device, inbound(world, sender, phone, stanza, enc, addressing))
}

const noteAccepted = (world: World, sender: Device, stanza: BinaryNode, to: Jid | null): void => {
  const { attrs } = stanza
  // What is said to the own phone has its chat in `recipient`.
  const chat = phoneByJidText(world, attrs.recipient) ?? phoneByJid(world, to)
  const address = attrs.to ?? ''
  recordAccepted(world.accepted, {
    id: attrs.id ?? '',
    from: sender.phone.number,
    to: chat?.number ?? address,
    address,
    number_beside: attrs.peer_recipient_pn ?? null,
    token: bytesOfChild(stanza, 'tctoken')?.toString('hex') ?? null
  })
}

/** The stanza as the receiving device sees it. */
const inbound = (
  world: World,
  sender: Device,
  receiver: Phone,
  stanza: BinaryNode,
  enc: BinaryNode,
  addressing: Addressing
): BinaryNode => {
  const { id, type, edit, category } = stanza.attrs
  const own = sender.phone === receiver
  const identity = childOf(stanza, 'device-identity')
  return node(
    'message',
    {
      id,
      type,
      edit,
      category,
      t: nowSeconds(),
      from: addressOf(sender.phone, addressing, sender.id),
      ...senderAttributes(sender.phone, addressing, own),
      ...(own && category !== 'peer' && copyAttributes(world, stanza))
    },
    [enc, ...(identity ? [identity] : []), ...besideCiphertexts(world, id ?? '', type ?? '')]
  )
}

/** Which chat the copy of an own message is from: as the sending device has named it. */
const copyAttributes = (world: World, { attrs }: BinaryNode): Attributes => {
  const address = attrs.recipient ?? attrs.to
  const chat = phoneByJidText(world, address)
  const by_lid = parseJid(address)?.server === 'lid'
  return {
    ...(chat && recipientAttributes(chat, by_lid ? 'lid' : 'pn')),
    recipient: address,
    ...(attrs.peer_recipient_pn && { peer_recipient_pn: attrs.peer_recipient_pn })
  }
}

const acknowledge = (world: World, sender: Device, stanza: BinaryNode, error?: string): void => {
  const { id, to, category } = stanza.attrs
  const more = ackAttributes(world, stanza)
  const ack = node('ack', { class: 'message', id, from: to, t: nowSeconds(), ...more, error })
  if (category === 'peer') sender.connection?.send(ack)
  else sendAck(world, sender, ack)
}
