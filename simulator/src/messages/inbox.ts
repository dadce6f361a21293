import type {
  ReceivedLocation,
  ReceivedQuote,
  ReceivedReaction,
  SeenMessage
} from '../types/types-kinds.ts'
import type { ReceivedMedia } from '../types/types-media.ts'
import type { Addressing } from '../wire/jid.ts'

/** A message a phone has received, once per sender and id however often it came. */
export interface ReceivedMessage {
  seq: number
  id: string
  /** The sender's number. */
  from: string
  /** The other side's number, or the group's JID. */
  chat: string
  kind: string
  text: string
  media?: ReceivedMedia
  location?: ReceivedLocation
  reaction?: ReceivedReaction
  quote?: ReceivedQuote
  forwarded?: number
  seen?: SeenMessage
  /** How many times it arrived and was decrypted. */
  copies: number
  /** How many ciphertexts with this id arrived, decrypted or not. */
  raw_copies: number
  at_ms: number
  /** The form of address the sender used; receipts answer in the same. */
  addressing: Addressing
  delivered_sent: boolean
  read_sent: boolean
}

export interface Inbox {
  by_key: Map<string, ReceivedMessage>
  /** Sorted by `seq`; the first `evicted` are gone. */
  messages: ReceivedMessage[]
  evicted: number
  total: number
  waiting: Set<() => void>
}

export const createInbox = (): Inbox => ({
  by_key: new Map(),
  messages: [],
  evicted: 0,
  total: 0,
  waiting: new Set()
})

/** The order in which everything arrived at all phones, and the bound on what is kept. */
export interface ReceivedLog {
  next_seq: number
  kept: number
  kept_max: number
  forgotten: number
  /** Inboxes in the order of their messages, to find the oldest without searching. */
  order: Inbox[]
  order_head: number
}

export const createReceivedLog = (kept_max: number): ReceivedLog => ({
  next_seq: 1,
  kept: 0,
  kept_max,
  forgotten: 0,
  order: [],
  order_head: 0
})

const keyOf = (from: string, id: string): string => `${from} ${id}`

export const findReceived = (inbox: Inbox, from: string, id: string): ReceivedMessage | undefined =>
  inbox.by_key.get(keyOf(from, id))

/** Notes an arrival; `copies` counts up when the same id comes again. */
export const recordReceived = (
  log: ReceivedLog,
  inbox: Inbox,
  arrival: Pick<
    ReceivedMessage,
    | 'id'
    | 'from'
    | 'chat'
    | 'kind'
    | 'text'
    | 'media'
    | 'location'
    | 'reaction'
    | 'quote'
    | 'forwarded'
    | 'seen'
    | 'addressing'
  >
): ReceivedMessage => {
  const key = keyOf(arrival.from, arrival.id)
  const known = inbox.by_key.get(key)
  if (known) {
    known.copies += 1
    known.raw_copies += 1
    return known
  }
  const message: ReceivedMessage = {
    ...arrival,
    seq: log.next_seq++,
    copies: 1,
    raw_copies: 1,
    at_ms: Date.now(),
    delivered_sent: false,
    read_sent: false
  }
  inbox.by_key.set(key, message)
  inbox.messages.push(message)
  inbox.total += 1
  log.order.push(inbox)
  log.kept += 1
  if (log.kept > log.kept_max) forgetOldest(log)
  for (const wake of inbox.waiting) wake()
  return message
}

const forgetOldest = (log: ReceivedLog): void => {
  const inbox = log.order[log.order_head++]
  const oldest = inbox?.messages[inbox.evicted]
  if (!inbox || !oldest) return
  inbox.by_key.delete(keyOf(oldest.from, oldest.id))
  inbox.evicted += 1
  log.kept -= 1
  log.forgotten += 1
  // Cut in big steps: shifting an array for every message would cost its length each time.
  if (inbox.evicted >= 1000) {
    inbox.messages.splice(0, inbox.evicted)
    inbox.evicted = 0
  }
  if (log.order_head >= 10_000) {
    log.order.splice(0, log.order_head)
    log.order_head = 0
  }
}

export interface ReceivedQuery {
  from?: string
  after?: number
  limit?: number
}

/** Messages after a sequence number in the order of arrival, and how many there are in all. */
export const listReceived = (
  inbox: Inbox,
  query: ReceivedQuery
): { total: number; messages: ReceivedMessage[] } => {
  const limit = query.limit ?? 1000
  const start = firstAfter(inbox, query.after ?? 0)
  if (!query.from) {
    return { total: inbox.total, messages: inbox.messages.slice(start, start + limit) }
  }
  let total = 0
  const messages: ReceivedMessage[] = []
  for (let index = inbox.evicted; index < inbox.messages.length; index += 1) {
    const message = inbox.messages[index]
    if (message?.from !== query.from) continue
    total += 1
    if (index >= start && messages.length < limit) messages.push(message)
  }
  return { total, messages }
}

const firstAfter = (inbox: Inbox, seq: number): number => {
  let low = inbox.evicted
  let high = inbox.messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((inbox.messages[middle]?.seq ?? 0) > seq) high = middle
    else low = middle + 1
  }
  return low
}
