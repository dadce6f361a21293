import { randomBytes } from 'node:crypto'
import { takeFault } from '../control/faults.ts'
import { noteMet } from '../limits/limits.ts'
import { type Device, type Phone, signalOf } from '../phones/phone.ts'
import { type Ciphertext, encryptFor, type KeyBundle } from '../phones/signal.ts'
import { takeBundle } from '../queries/iq-encrypt.ts'
import { node, nowSeconds } from '../wire/node.ts'
import { pad } from '../wire/padding.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { World } from '../world.ts'
import { addressingBetween, addressOf, recipientAttributes, senderAttributes } from './addresses.ts'
import { arriveAt, keepMessage } from './arrive.ts'
import { deviceSentMessage, readContent, textMessage } from './content.ts'
import { deliverMessage } from './deliver.ts'
import { besideCiphertexts } from './message-extras.ts'
import { messageSecret } from './sealed-edits.ts'
import { deliveryTo, type SentMessage, sentKey } from './sent.ts'

/** Ids of Android phones have 32 characters; clients tell devices apart by that. */
export const newMessageId = (): string => randomBytes(16).toString('hex').toUpperCase()

/** A phone says a text to another; resolves when it is on its way to every device. */
export const sayText = (
  world: World,
  from: Phone,
  to: Phone,
  text: string,
  id = newMessageId()
): Promise<string> =>
  sayMessage(world, from, to, textMessage(text, messageSecret(from.number, id)), {
    id,
    stanza_type: 'text'
  })

export interface SayOptions {
  id: string
  stanza_type: string
  /** The value of `mediatype` on the ciphertext, for media. */
  mediatype?: string
  /** Attributes of the stanza that are other than usual. */
  attrs?: Record<string, string> | undefined
}

/** Sends any encoded message to the other phone, its linked devices and the own ones. */
export const sayMessage = async (
  world: World,
  from: Phone,
  to: Phone,
  payload: Uint8Array,
  options: SayOptions
): Promise<string> => {
  const addressing = addressingBetween(from, to)
  const sent: SentMessage = {
    id: options.id,
    from: from.number,
    to: to.number,
    payload,
    stanza_type: options.stanza_type,
    addressing,
    t: nowSeconds(),
    deliveries: new Map(),
    attrs: options.attrs ?? {}
  }
  world.sent.set(sentKey(from.number, options.id), sent)
  const blocked = to.profile.blocked.has(from.number)
  if (!blocked && from !== to) noteMet(from, to)
  arriveAtPhone(world, from, to, sent, blocked)
  const work: Promise<void>[] = []
  for (const device of blocked ? [] : to.devices.values()) {
    work.push(sendTo(world, from, device, sent, payload, options.mediatype))
  }
  if (from !== to && from.devices.size > 0) {
    const copy = deviceSentMessage(addressOf(to, addressing), payload)
    for (const device of from.devices.values()) {
      work.push(sendTo(world, from, device, sent, copy, options.mediatype))
    }
  }
  await Promise.all(work)
  return options.id
}

/** The same message once more for a device that could not read it. */
export const sayAgain = async (
  world: World,
  from: Phone,
  sent: SentMessage,
  device: Device,
  bundle: KeyBundle | null,
  count: number
): Promise<void> => {
  const own = device.phone === from
  const to = own ? world.phones.get(sent.to) : device.phone
  if (!to) throw new Error('the chat is gone')
  const payload = own
    ? deviceSentMessage(addressOf(to, sent.addressing), sent.payload)
    : sent.payload
  const cipher = await encryptTo(world, from, device, payload, bundle, true)
  push(world, from, to, device, sent, cipher, { count: String(count) })
}

const sendTo = async (
  world: World,
  from: Phone,
  device: Device,
  sent: SentMessage,
  payload: Uint8Array,
  mediatype: string | undefined
): Promise<void> => {
  const to = device.phone === from ? world.phones.get(sent.to) : device.phone
  const cipher = await encryptTo(world, from, device, payload, null, false)
  if (takeFault(world.faults, device.phone.number, 'corrupt_messages')) damage(cipher)
  if (to) push(world, from, to, device, sent, cipher, { mediatype })
}

/** Encrypts for a linked device, with keys from the server when there is no session yet. */
export const encryptTo = (
  world: World,
  from: Phone,
  device: Device,
  payload: Uint8Array,
  bundle: KeyBundle | null,
  renew: boolean
): Promise<Ciphertext> =>
  encryptFor(
    signalOf(from),
    device.phone.number,
    device.id,
    pad(payload),
    () => bundle ?? takeBundle(world, device),
    renew
  )

const push = (
  world: World,
  from: Phone,
  to: Phone,
  device: Device,
  sent: SentMessage,
  cipher: Ciphertext,
  extra: { mediatype?: string | undefined; count?: string }
): void => {
  if (!device.linked) return
  const enc = node('enc', { v: '2', type: cipher.type, ...extra }, cipher.bytes)
  const more = besideCiphertexts(world, sent.id, sent.stanza_type)
  const stanza = messageStanza(from, to, device, sent, [enc, ...more])
  const delivery = deliveryTo(sent, device.phone.number, device.id)
  deliverMessage(world, device, stanza, delivery)
}

const messageStanza = (
  from: Phone,
  to: Phone,
  device: Device,
  { id, t, stanza_type, addressing, attrs }: SentMessage,
  content: BinaryNode[]
): BinaryNode => {
  const own = device.phone === from
  return node(
    'message',
    {
      id,
      t,
      type: stanza_type,
      from: addressOf(from, addressing),
      ...senderAttributes(from, addressing, own),
      ...(own && recipientAttributes(to, addressing)),
      ...attrs
    },
    content
  )
}

/** Between two phones nobody watches the wire, so nothing is encrypted there. */
const arriveAtPhone = (
  world: World,
  from: Phone,
  to: Phone,
  sent: SentMessage,
  blocked: boolean
): void => {
  const { id, addressing, payload } = sent
  const message = { id, from: from.number, addressing, content: readContent(payload), payload }
  if (from !== to) keepMessage(world, from, { ...message, chat: to.number })
  if (blocked) return
  arriveAt(world, to, { ...message, chat: from.number })
  const delivery = deliveryTo(sent, to.number, 0)
  delivery.sent += 1
  delivery.delivered = true
}

/** Breaks the ciphertext where the message itself is, so that only its check fails. */
export const damage = ({ type, bytes }: { type: string; bytes: Buffer }): void => {
  const place = type === 'msg' ? bytes.length - 12 : bytes.length >> 1
  bytes[place] = (bytes[place] ?? 0) ^ 0xff
}
