import { type Device, type Phone, signalOf } from '../phones/phone.ts'
import { takeOwnBundle } from '../phones/signal.ts'
import { bundleNodes } from '../queries/iq-encrypt.ts'
import { type Addressing, isShared, parseJid, STATUS_JID } from '../wire/jid.ts'
import { bigEndian, node, nowSeconds } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { liveConnection, serverId, type World } from '../world.ts'
import { addressOf } from './addresses.ts'
import type { Arrival } from './arrival.ts'
import { markRead } from './chats.ts'
import { passReceipt, releaseReceipts } from './held-receipts.ts'
import type { ReceivedMessage } from './inbox.ts'
import { receiptChildren } from './message-extras.ts'
import { enqueue, receiptKey } from './offline-queue.ts'

/** The phone tells every device of the sender that the message is there. */
export const sendDelivered = (
  world: World,
  phone: Phone,
  sender: Phone,
  message: ReceivedMessage
): void => {
  message.delivered_sent = true
  if (message.chat === STATUS_JID) return tellAuthor(world, phone, sender, message, 'delivery')
  const attributes = { id: message.id, ...originOf(phone, message), t: nowSeconds() }
  sendReceipt(world, sender, node('receipt', attributes, receiptChildren(world)))
}

/** Read or played, for one message or many at once as phones do when a chat is opened. */
export const sendRead = (
  world: World,
  phone: Phone,
  sender: Phone,
  messages: ReceivedMessage[],
  type: 'read' | 'played'
): void => {
  const [first, ...others] = messages
  if (!first) return
  for (const message of messages) message.read_sent = true
  markRead(
    phone.chats.get(first.chat),
    messages.map(({ id }) => id)
  )
  if (first.chat === STATUS_JID) {
    for (const message of messages) tellAuthor(world, phone, sender, message, type)
    const seen = { id: first.id, ...originOf(phone, first), type, t: nowSeconds() }
    if (type === 'read') tellOwnDevices(world, phone, sender, first, node('receipt', seen))
    return
  }
  const items = others.map(({ id }) => node('item', { id }))
  const attributes = { id: first.id, ...originOf(phone, first), type, t: nowSeconds() }
  const list = items.length > 0 ? [node('list', {}, items)] : []
  sendReceipt(world, sender, node('receipt', attributes, [...list, ...receiptChildren(world)]))
  if (type === 'read')
    tellOwnDevices(world, phone, sender, first, node('receipt', attributes, list))
}

/** Who has a status, or has seen it: the server tells of several people in one receipt, which has an id of its own. */
const tellAuthor = (
  world: World,
  viewer: Phone,
  author: Phone,
  { id, addressing }: Pick<ReceivedMessage, 'id' | 'addressing'>,
  type: string
): void => sendReceipt(world, author, statusReceipt(world, viewer, id, addressing, type))

const statusReceipt = (
  world: World,
  viewer: Phone,
  message_id: string,
  addressing: Addressing,
  type: string
): BinaryNode => {
  const t = nowSeconds()
  const user = node('user', { jid: addressOf(viewer, addressing), t, type })
  const people = node('participants', { message_id }, [user])
  return node('receipt', { class: 'status', from: STATUS_JID, id: serverId(world), t }, [people])
}

/** The account's own linked devices hear what was read on the phone, and of whom. */
const tellOwnDevices = (
  world: World,
  phone: Phone,
  sender: Phone,
  { chat, addressing }: ReceivedMessage,
  { attrs, content }: BinaryNode
): void => {
  const recipient = isShared(chat) ? undefined : addressOf(sender, addressing)
  sendReceipt(world, phone, node('receipt', { ...attrs, recipient }, content))
}

const RETRIES_MAX = 5

/** Asks the sending device to encrypt the message again, with fresh keys to do it with. */
export const sendRetry = (world: World, phone: Phone, arrival: Arrival): void => {
  const { sender, stanza, encs, addressing, group, posted } = arrival
  const place = group?.jid ?? (posted ? STATUS_JID : '')
  const count = Number(encs.find(({ attrs }) => attrs.count)?.attrs.count ?? 0) + 1
  if (count > RETRIES_MAX) return
  world.stats.retries_out += 1
  const party = signalOf(phone)
  const bundle = takeOwnBundle(party)
  const own = sender.phone === phone
  const id = stanza.attrs.id ?? ''
  const receipt = node(
    'receipt',
    {
      id,
      ...originOf(phone, { chat: place, addressing }),
      type: 'retry',
      t: nowSeconds(),
      // The own devices see from this which chat the message went to.
      recipient: own && !place ? stanza.attrs.to : undefined
    },
    [
      node('retry', { count: String(count), id, t: nowSeconds(), v: '1' }),
      node('registration', {}, bigEndian(party.registration_id, 4)),
      node('keys', {}, bundleNodes(bundle))
    ]
  )
  deliverReceipt(world, sender, receipt)
}

/**
 * Hands a linked device's receipt on to the author's linked devices. A request to encrypt again
 * goes only to the device that did it the first time.
 */
export const forwardReceipt = (
  world: World,
  from: Device,
  author: Phone,
  receipt: BinaryNode
): void => {
  const { id, type, to = '', participant } = receipt.attrs
  const jid = parseJid(participant ?? to)
  const addressing: Addressing = jid?.server === 'lid' ? 'lid' : 'pn'
  if (to === STATUS_JID && type !== 'retry') {
    const told = type === 'read' || type === 'played' ? type : 'delivery'
    return sendReceipt(world, author, statusReceipt(world, from.phone, id ?? '', addressing, told))
  }
  const stanza = node(
    'receipt',
    {
      id,
      ...originOf(from.phone, { chat: to, addressing }, from.id),
      // A client that is not on the screen says so; the author sees "delivered".
      type: type === 'inactive' ? undefined : type,
      t: nowSeconds()
    },
    receipt.content
  )
  for (const device of author.devices.values()) {
    if (type !== 'retry' || device.id === jid?.device) deliverReceipt(world, device, stanza)
  }
}

const sendReceipt = (world: World, sender: Phone, receipt: BinaryNode): void => {
  for (const device of sender.devices.values()) deliverReceipt(world, device, receipt)
}

/** Lets receipts go that a fault kept back, of one number or of all; returns how many. */
export const releaseHeld = (world: World, number?: string): number =>
  releaseReceipts(world.faults, number, (device, receipt) => sendNow(world, device, receipt))

const deliverReceipt = (world: World, device: Device, receipt: BinaryNode): void =>
  passReceipt(world.faults, device, receipt, (to, each) => sendNow(world, to, each))

const sendNow = (world: World, device: Device, receipt: BinaryNode): void => {
  world.stats.receipts_out += 1
  const { id = '', type, participant } = receipt.attrs
  enqueue(device.queue, receiptKey(id, type, participant), receipt, liveConnection(device))
}

/** Where a receipt comes from: somebody, or somebody in a group. */
const originOf = (
  phone: Phone,
  { chat, addressing }: Pick<ReceivedMessage, 'chat' | 'addressing'>,
  device = 0
): { from: string; participant?: string } => {
  const address = addressOf(phone, addressing, device)
  return isShared(chat) ? { from: chat, participant: address } : { from: address }
}
