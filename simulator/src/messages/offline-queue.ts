import type { Connection } from '../wire/connection.ts'
import type { BinaryNode } from '../wire/wire.ts'

/** How a message fared on its way to one linked device. */
export interface Delivery {
  number: string
  device: number
  sent: number
  delivered: boolean
  read: boolean
  played: boolean
  redelivered: number
  /** The code of the client's refusal, if it refused. */
  nack: string | null
  retries: number
}

interface Entry {
  key: string
  stanza: BinaryNode
  delivery: Delivery | null
  sent_on: Connection | null
}

/**
 * What a device has not acknowledged yet, in order. A stanza leaves only by its acknowledgement,
 * so a connection that dies takes nothing with it.
 */
export interface OfflineQueue {
  entries: Map<number, Entry>
  /** The same key twice means a stanza sent again before the first was acknowledged. */
  by_key: Map<string, number[]>
  next: number
  dropped: number
}

/** A device away for so long loses its oldest stanzas, and the loss is counted. */
const ENTRIES_MAX = 50_000

export const createOfflineQueue = (): OfflineQueue => ({
  entries: new Map(),
  by_key: new Map(),
  next: 0,
  dropped: 0
})

export const messageKey = (id: string): string => `message ${id}`

export const receiptKey = (id: string, type = '', participant = ''): string =>
  `receipt ${id} ${type} ${participant}`

export const notificationKey = (id: string): string => `notification ${id}`

export const callKey = (id: string): string => `call ${id}`

/** Puts a stanza in the queue and, when a connection is given, sends it at once. */
export const enqueue = (
  queue: OfflineQueue,
  key: string,
  stanza: BinaryNode,
  connection: Connection | null,
  delivery: Delivery | null = null
): void => {
  const entry: Entry = { key, stanza, delivery, sent_on: null }
  const place = queue.next++
  queue.entries.set(place, entry)
  const places = queue.by_key.get(key)
  if (places) places.push(place)
  else queue.by_key.set(key, [place])
  if (queue.entries.size > ENTRIES_MAX) dropOldest(queue)
  if (connection) transmit(entry, connection, stanza)
}

/** Sends everything again that is still unacknowledged, marked as offline; returns how many. */
export const redeliver = (
  queue: OfflineQueue,
  connection: Connection,
  twice: (stanza: BinaryNode) => boolean
): number => {
  let position = 0
  for (const entry of queue.entries.values()) {
    const attrs = { ...entry.stanza.attrs, offline: String(position) }
    const stanza = { ...entry.stanza, attrs }
    transmit(entry, connection, stanza)
    if (twice(stanza)) connection.send(stanza)
    position += 1
  }
  return position
}

/** Takes the oldest stanza with this key that was sent; null when there is none. */
export const acknowledge = (
  queue: OfflineQueue,
  key: string
): { delivery: Delivery | null } | null => {
  const entry = findSent(queue, key)
  if (entry) remove(queue, queue.by_key.get(key)?.[0] ?? 0, key)
  return entry
}

/** The oldest stanza with this key that was sent and is not acknowledged; null when there is none. */
export const findSent = (queue: OfflineQueue, key: string): Entry | null => {
  const entry = queue.entries.get(queue.by_key.get(key)?.[0] ?? -1)
  return entry?.sent_on ? entry : null
}

const transmit = (entry: Entry, connection: Connection, stanza: BinaryNode): void => {
  entry.sent_on = connection
  if (entry.delivery) {
    if (entry.delivery.sent > 0) entry.delivery.redelivered += 1
    entry.delivery.sent += 1
  }
  connection.send(stanza)
}

const dropOldest = (queue: OfflineQueue): void => {
  const oldest = queue.entries.entries().next()
  if (oldest.done) return
  const [place, entry] = oldest.value
  remove(queue, place, entry.key)
  queue.dropped += 1
}

const remove = (queue: OfflineQueue, place: number, key: string): void => {
  queue.entries.delete(place)
  const places = queue.by_key.get(key)?.filter((other) => other !== place) ?? []
  if (places.length === 0) queue.by_key.delete(key)
  else queue.by_key.set(key, places)
}
