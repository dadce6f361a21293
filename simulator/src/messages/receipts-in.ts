import { takeFault } from '../control/faults.ts'
import { findGroup } from '../groups/group-rights.ts'
import { sayAgainInGroup } from '../groups/say-group.ts'
import { answerMediaRetry } from '../media/media-expiry.ts'
import type { Device, Phone } from '../phones/phone.ts'
import { readBundle } from '../queries/iq-encrypt.ts'
import { isShared, STATUS_JID } from '../wire/jid.ts'
import {
  bytesOfChild,
  childOf,
  childrenNamed,
  childrenOf,
  fromBigEndian,
  node
} from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { phoneByJidText, type World } from '../world.ts'
import { markRead } from './chats.ts'
import {
  acknowledge,
  callKey,
  findSent,
  messageKey,
  notificationKey,
  receiptKey
} from './offline-queue.ts'
import { forwardReceipt } from './receipts-out.ts'
import { sayAgain } from './say.ts'
import { deliveryTo, type SentMessage, sentKey } from './sent.ts'

/** A linked device has a message, has shown it, or could not read it. */
export const handleReceipt = (world: World, device: Device, receipt: BinaryNode): void => {
  const { id = '', type = '', to, participant } = receipt.attrs
  const confirms = CONFIRMS.has(type)
  if (confirms && takeFault(world.faults, device.phone.number, 'drop_at_receipt')) {
    device.connection?.drop()
    return
  }
  world.stats.receipts_in += 1
  device.connection?.send(
    node('ack', { class: 'receipt', id, type: type || undefined, from: to, participant })
  )
  const author = phoneByJidText(world, participant ?? to) ?? device.phone
  if (type === 'retry') {
    answerRetry(world, device, author, receipt)
    return
  }
  if (type === 'server-error') {
    answerMediaRetry(world, device, receipt)
    return
  }

  const ids = [id, ...listedIds(receipt)]
  if (SEEN.has(type)) markRead(device.phone.chats.get(chatKey(author, to)), ids)
  for (const each of ids) {
    if (!REPORTS_ONLY.has(type)) acknowledge(device.queue, messageKey(each))
    const sent = world.sent.get(sentKey(author.number, each))
    if (sent) note(sent, device, type)
  }
  if (author !== device.phone && FORWARDED.has(type)) forwardReceipt(world, device, author, receipt)
}

/** Acknowledges any stanza; for a message this is how a client refuses it. */
export const handleAck = (world: World, device: Device, ack: BinaryNode): void => {
  const { id = '', type, participant, error } = ack.attrs
  switch (ack.attrs.class) {
    case 'message':
    case 'status': {
      // A post of a status that a client refuses comes again with each login, and what waits behind it waits on.
      if (error && findSent(device.queue, messageKey(id))?.stanza.attrs.from === STATUS_JID) {
        world.stats.nacks += 1
        return
      }
      const entry = acknowledge(device.queue, messageKey(id))
      if (!error) return
      world.stats.nacks += 1
      if (entry?.delivery) entry.delivery.nack = error
      return
    }
    case 'receipt':
      acknowledge(device.queue, receiptKey(id, type, participant))
      return
    case 'notification':
      acknowledge(device.queue, notificationKey(id))
      return
    case 'call':
      acknowledge(device.queue, callKey(id))
  }
}

/** With these a device says that its owner has seen what somebody wrote. */
const SEEN = new Set(['read', 'read-self', 'played', 'played-self'])

const chatKey = (author: Phone, to = ''): string => (isShared(to) ? to : author.number)

/** With these a device says that it has what somebody wrote. */
const CONFIRMS = new Set(['', 'inactive', 'sender'])

/** These come after the message was acknowledged, and say something more about it. */
const REPORTS_ONLY = new Set(['read', 'read-self', 'played', 'played-self', 'hist_sync'])

/** What the author's own linked devices hear of. */
const FORWARDED = new Set(['', 'inactive', 'read', 'played'])

const note = (sent: SentMessage, device: Device, type: string): void => {
  const delivery = deliveryTo(sent, device.phone.number, device.id)
  delivery.delivered = true
  if (type === 'read' || type === 'read-self' || type === 'played') delivery.read = true
  if (type === 'played') delivery.played = true
}

const listedIds = (receipt: BinaryNode): string[] =>
  childrenOf(receipt)
    .filter(({ tag }) => tag === 'list')
    .flatMap((list) => childrenNamed(list, 'item'))
    .flatMap(({ attrs }) => (attrs.id ? [attrs.id] : []))

const RETRIES_MAX = 5

const answerRetry = (world: World, device: Device, author: Phone, receipt: BinaryNode): void => {
  world.stats.retries_in += 1
  const sent = world.sent.get(sentKey(author.number, receipt.attrs.id ?? ''))
  if (!sent) {
    forwardReceipt(world, device, author, receipt)
    return
  }
  const delivery = deliveryTo(sent, device.phone.number, device.id)
  if (delivery.retries >= RETRIES_MAX) return
  delivery.retries += 1
  const registration = bytesOfChild(receipt, 'registration')
  const keys = childOf(receipt, 'keys')
  const bundle = keys && readBundle(keys, registration ? fromBigEndian(registration) : 0)
  const group = findGroup(world, sent.to)
  const again = group
    ? sayAgainInGroup(world, author, group, sent, device, bundle ?? null, delivery.retries)
    : sayAgain(world, author, sent, device, bundle ?? null, delivery.retries)
  again.catch(() => (delivery.nack = 'no keys'))
}
