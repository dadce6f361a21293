import { type Accepted, acceptedKey } from '../messages/accepted.ts'
import { findReceived } from '../messages/inbox.ts'
import type { OfflineQueue } from '../messages/offline-queue.ts'
import type { Phone } from '../phones/phone.ts'
import type {
  AcceptedAgain,
  Audit,
  DeviceSockets,
  RefusedMessage,
  SentList,
  Unacknowledged
} from '../types/types-audit.ts'
import { phoneByJidText, type World } from '../world.ts'
import { auditShown } from './audit-shown.ts'

/** Looks through everything the world remembers for what was doubled, lost or out of order. */
export const auditWorld = (world: World, number: string | undefined, limit: number): Audit => {
  const concerns = (...numbers: string[]): boolean =>
    number === undefined || numbers.includes(number)
  const accepted = [...world.accepted.entries.values()].filter(({ from, to }) => concerns(from, to))
  const phones = [...world.phones.values()]
  const { chats, shown_again } = auditShown(phones, (from, id) =>
    world.accepted.entries.has(acceptedKey(from, id))
  )
  const owners = phones.filter((phone) => concerns(phone.number))
  return {
    accepted: accepted.length,
    accepted_again: accepted
      .filter(({ times }) => times > 1)
      .slice(-limit)
      .map((each) => acceptedAgain(phones, each)),
    shown_again: shown_again.filter((each) => concerns(each.number, each.from)).slice(-limit),
    sent: sentLists(accepted, limit),
    chats: chats
      .filter((each) => concerns(each.number, each.chat))
      .map((each) => ({ ...each, messages: each.messages.slice(-limit) })),
    unacknowledged: owners.flatMap((phone) => unacknowledged(world, phone)).slice(-limit),
    refused: refused(world, (owner) => concerns(owner)).slice(-limit),
    sockets: owners.flatMap(socketsOf)
  }
}

const acceptedAgain = (phones: Phone[], { id, from, to, times }: Accepted): AcceptedAgain => {
  const recipients = phones.flatMap((phone) => {
    const received = findReceived(phone.inbox, from, id)
    if (!received) return []
    const { copies, raw_copies } = received
    return [{ number: phone.number, copies, raw_copies, shown: 1 }]
  })
  return { id, from, to, times, recipients }
}

const sentLists = (accepted: Accepted[], limit: number): SentList[] => {
  const lists = new Map<string, SentList>()
  for (const { id, from, to } of accepted) {
    const list = lists.get(`${from} ${to}`) ?? { from, to, total: 0, ids: [] }
    lists.set(`${from} ${to}`, list)
    list.total += 1
    list.ids.push(id)
  }
  return [...lists.values()].map((list) => ({ ...list, ids: list.ids.slice(-limit) }))
}

const unacknowledged = (world: World, phone: Phone): Unacknowledged[] =>
  [...phone.devices.values()].flatMap((device) =>
    waitingIn(device.queue).map(({ id, from, sent }) => ({
      number: phone.number,
      device: device.id,
      id,
      from: phoneByJidText(world, from)?.number ?? from,
      sent
    }))
  )

const waitingIn = (queue: OfflineQueue): { id: string; from: string; sent: number }[] =>
  [...queue.entries.values()].flatMap(({ stanza, delivery, sent_on }) => {
    const { id = '', from = '', participant, category } = stanza.attrs
    if (stanza.tag !== 'message' || category === 'peer') return []
    return [{ id, from: participant ?? from, sent: delivery?.sent ?? (sent_on ? 1 : 0) }]
  })

const refused = (world: World, concerns: (owner: string) => boolean): RefusedMessage[] => {
  const found: RefusedMessage[] = []
  for (const { id, from, deliveries } of world.sent.entries.values()) {
    for (const { number, device, delivered, nack, sent } of deliveries.values()) {
      if (nack === null || delivered || !concerns(number)) continue
      found.push({ number, device, id, from, sent, nack })
    }
  }
  return found
}

const socketsOf = (phone: Phone): DeviceSockets[] =>
  [...phone.devices.values()].map(({ id, sockets, overlaps }) => ({
    number: phone.number,
    device: id,
    ...sockets,
    overlaps
  }))
