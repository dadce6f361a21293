import { takeFault } from '../control/faults.ts'
import { says } from '../extras.ts'
import { arriveAt, keepMessage } from '../messages/arrive.ts'
import { deviceSentMessage, readContent } from '../messages/content.ts'
import { deliverMessage } from '../messages/deliver.ts'
import { besideCiphertexts } from '../messages/message-extras.ts'
import { damage, encryptTo, type SayOptions } from '../messages/say.ts'
import { deliveryTo, type SentMessage, sentKey } from '../messages/sent.ts'
import { type Device, type Phone, signalOf } from '../phones/phone.ts'
import type { Ciphertext, KeyBundle } from '../phones/signal.ts'
import { node, nowSeconds } from '../wire/node.ts'
import { pad } from '../wire/padding.ts'
import { type BinaryNode, proto } from '../wire/wire.ts'
import type { World } from '../world.ts'
import { ownPlace } from './group-keys.ts'
import { participantAttributes } from './group-nodes.ts'
import { GroupRefusal, requireMember } from './group-rights.ts'
import { devicesIn, type Group, isAdmin } from './groups.ts'
import { distributionOf, encryptForGroup, inGroupTurn } from './sender-keys.ts'

/** A phone writes in a group; resolves when the message is on its way to every device. */
export const sayInGroup = async (
  world: World,
  from: Phone,
  group: Group,
  payload: Uint8Array,
  options: SayOptions
): Promise<string> => {
  requireMember(group, from)
  if (group.announce && !isAdmin(group, from))
    throw new GroupRefusal('403', 'only admins write here')
  const sent: SentMessage = {
    id: options.id,
    from: from.number,
    to: group.jid,
    payload,
    stanza_type: options.stanza_type,
    addressing: group.addressing,
    t: nowSeconds(),
    deliveries: new Map(),
    attrs: options.attrs ?? {}
  }
  world.sent.set(sentKey(from.number, options.id), sent)
  arriveAtPhones(world, from, group, sent)
  const devices = devicesIn(group)
  if (devices.length === 0) return sent.id
  const party = signalOf(from)
  const place = ownPlace(group, from)
  await inGroupTurn(party, place, async () => {
    const { bytes, distribution } = await encryptForGroup(party, place, pad(payload))
    const key = keyMessage(group, distribution)
    await Promise.all(
      devices.map((device) =>
        sendTo(world, from, group, device, sent, key, bytes, options.mediatype)
      )
    )
  })
  return sent.id
}

/** The same message once more, for one device that could not read it, and the key for the next. */
export const sayAgainInGroup = async (
  world: World,
  from: Phone,
  group: Group,
  sent: SentMessage,
  device: Device,
  bundle: KeyBundle | null,
  count: number
): Promise<void> => {
  const party = signalOf(from)
  const place = ownPlace(group, from)
  const distribution = await inGroupTurn(party, place, () => distributionOf(party, place))
  const message = Buffer.concat([sent.payload, keyMessage(group, distribution)])
  const payload = device.phone === from ? deviceSentMessage(group.jid, message) : message
  const cipher = await encryptTo(world, from, device, payload, bundle, true)
  holdersOf(group, from).add(device)
  push(world, from, group, device, sent, [encNode(cipher, { count: String(count) })])
}

const sendTo = async (
  world: World,
  from: Phone,
  group: Group,
  device: Device,
  sent: SentMessage,
  key: Uint8Array,
  bytes: Buffer,
  mediatype: string | undefined
): Promise<void> => {
  const holders = holdersOf(group, from)
  const encs: BinaryNode[] = []
  if (!holders.has(device)) {
    encs.push(encNode(await encryptTo(world, from, device, key, null, false)))
    holders.add(device)
  }
  const cipher = { type: 'skmsg', bytes }
  if (takeFault(world.faults, device.phone.number, 'corrupt_messages')) {
    cipher.bytes = Buffer.from(bytes)
    damage(cipher)
  }
  encs.push(encNode(cipher, { mediatype }))
  push(world, from, group, device, sent, encs)
}

const push = (
  world: World,
  from: Phone,
  group: Group,
  device: Device,
  sent: SentMessage,
  encs: BinaryNode[]
): void => {
  if (!device.linked || !group.participants.has(device.phone)) return
  const { id, t, stanza_type } = sent
  const stanza = node(
    'message',
    {
      id,
      t,
      type: stanza_type,
      from: group.jid,
      ...participantAttributes(group, from),
      notify: from.settings.name,
      phash: says(world, 'message_children') ? `2:${group.participants.size}` : undefined,
      ...sent.attrs
    },
    [...encs, ...besideCiphertexts(world, id, stanza_type)]
  )
  deliverMessage(world, device, stanza, deliveryTo(sent, device.phone.number, device.id))
}

/** The other phones simply have it: between phones nobody watches the wire. */
const arriveAtPhones = (world: World, from: Phone, group: Group, sent: SentMessage): void => {
  const { id, addressing, payload } = sent
  const content = readContent(payload)
  const message = { id, from: from.number, chat: group.jid, addressing, content, payload }
  keepMessage(world, from, message)
  for (const phone of group.participants.keys()) {
    if (phone === from) continue
    arriveAt(world, phone, message)
    const delivery = deliveryTo(sent, phone.number, 0)
    delivery.sent += 1
    delivery.delivered = true
  }
}

const holdersOf = (group: Group, phone: Phone): Set<Device> => {
  const holders = group.key_holders.get(phone) ?? new Set()
  group.key_holders.set(phone, holders)
  return holders
}

/** Encoded messages put one behind the other are one message with the fields of both. */
const keyMessage = (group: Group, distribution: Uint8Array): Uint8Array =>
  proto.Message.encode({
    senderKeyDistributionMessage: {
      groupId: group.jid,
      axolotlSenderKeyDistributionMessage: distribution
    }
  }).finish()

const encNode = (
  { type, bytes }: Ciphertext | { type: string; bytes: Buffer },
  more: Record<string, string | undefined> = {}
): BinaryNode => node('enc', { v: '2', type, ...more }, bytes)
