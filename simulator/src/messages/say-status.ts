import { takeFault } from '../control/faults.ts'
import { distributionOf, encryptForGroup, inGroupTurn } from '../groups/sender-keys.ts'
import { type Device, type Phone, signalOf } from '../phones/phone.ts'
import { STATUS_JID } from '../wire/jid.ts'
import { node, nowSeconds } from '../wire/node.ts'
import { pad } from '../wire/padding.ts'
import { type BinaryNode, proto } from '../wire/wire.ts'
import type { World } from '../world.ts'
import { addressingOf } from './addresses.ts'
import { arriveAt, keepMessage } from './arrive.ts'
import { readContent } from './content.ts'
import { deliverMessage } from './deliver.ts'
import { damage, encryptTo, type SayOptions } from './say.ts'
import { deliveryTo, type SentMessage, sentKey } from './sent.ts'
import { statusStanza } from './status-stanza.ts'

/** A phone posts a status for these people; resolves when it is on its way to every device, the own ones among them. */
export const sayStatus = async (
  world: World,
  from: Phone,
  people: Phone[],
  payload: Uint8Array,
  options: SayOptions
): Promise<string> => {
  const sent: SentMessage = {
    id: options.id,
    from: from.number,
    to: STATUS_JID,
    payload,
    stanza_type: options.stanza_type,
    addressing: addressingOf(from),
    t: nowSeconds(),
    deliveries: new Map(),
    attrs: options.attrs ?? {}
  }
  world.sent.set(sentKey(from.number, options.id), sent)
  const viewers = people.filter(
    (phone) => phone !== from && !phone.profile.blocked.has(from.number)
  )
  arriveAtPhones(world, from, viewers, sent)
  const devices = [from, ...viewers].flatMap((phone) => [...phone.devices.values()])
  if (devices.length === 0) return sent.id
  const party = signalOf(from)
  const place = { group: STATUS_JID, name: from.number, device: 0 }
  await inGroupTurn(party, place, async () => {
    // Whoever may see it may be another one each time, so the key goes along.
    const key = keyMessage(await distributionOf(party, place))
    const { bytes } = await encryptForGroup(party, place, pad(payload))
    await Promise.all(devices.map((device) => sendTo(world, from, device, sent, key, bytes)))
  })
  return sent.id
}

const arriveAtPhones = (world: World, from: Phone, people: Phone[], sent: SentMessage): void => {
  const { id, addressing, payload } = sent
  const content = readContent(payload)
  const message = { id, from: from.number, chat: STATUS_JID, addressing, content, payload }
  keepMessage(world, from, message)
  for (const phone of people) {
    arriveAt(world, phone, message)
    const delivery = deliveryTo(sent, phone.number, 0)
    delivery.sent += 1
    delivery.delivered = true
  }
}

const sendTo = async (
  world: World,
  from: Phone,
  device: Device,
  sent: SentMessage,
  key: Uint8Array,
  bytes: Buffer
): Promise<void> => {
  const { type, bytes: sealed_key } = await encryptTo(world, from, device, key, null, false)
  const cipher = { type: 'skmsg', bytes }
  if (takeFault(world.faults, device.phone.number, 'corrupt_messages')) {
    cipher.bytes = Buffer.from(bytes)
    damage(cipher)
  }
  if (!device.linked) return
  const encs: BinaryNode[] = [
    node('enc', { v: '2', type }, sealed_key),
    node('enc', { v: '2', type: cipher.type }, cipher.bytes)
  ]
  const { id, stanza_type, t, attrs } = sent
  const stanza = statusStanza(world, from, 0, { id, type: stanza_type, t, ...attrs }, encs)
  deliverMessage(world, device, stanza, deliveryTo(sent, device.phone.number, device.id))
}

const keyMessage = (distribution: Uint8Array): Uint8Array =>
  proto.Message.encode({
    senderKeyDistributionMessage: {
      groupId: STATUS_JID,
      axolotlSenderKeyDistributionMessage: distribution
    }
  }).finish()
