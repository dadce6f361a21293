import type { OutgoingMessage } from './outgoing.ts'

/** What one chat has in memory, oldest first. */
export type ChatQueue = {
  chat_id: string
  messages: OutgoingMessage[]
  /** One of its messages is being sent. */
  busy: boolean
  /** When its first message may be tried again. */
  not_before_ms: number
  /** What the chat is to be called as soon as it is not busy. */
  becomes?: string
}

export type ChatQueues = {
  readonly size: number
  all(): OutgoingMessage[]
  /** The chat in which this message comes first; undefined: it does in none. */
  queueOf(message: OutgoingMessage): ChatQueue | undefined
  /** Messages of chats that wait for something whose end nobody knows. */
  heldBack(): number
  add(messages: OutgoingMessage[]): void
  /** The next chat in the circle among those that may send now; else when one may. */
  next(
    now_ms: number,
    free: (queue: ChatQueue, rank: number) => number
  ): ChatQueue | { at_ms: number }
  /** Takes the first message out. */
  shift(queue: ChatQueue): void
  /** The chat was served: others of its rank come first now. */
  requeue(queue: ChatQueue): void
  /** Makes one chat of two, in the order in which the messages of both were accepted; a busy one is merged when it is requeued. */
  merge(from: string, to: string): void
  clear(): void
}

/** The messages of a session in memory, by chat. */
export const createChatQueues = (): ChatQueues => {
  const queues = new Map<string, ChatQueue>()
  const held = new Map<string, OutgoingMessage>()

  const moveInto = (queue: ChatQueue, to: string): void => {
    queues.delete(queue.chat_id)
    for (const message of queue.messages) message.chat_id = to
    const into = queues.get(to)
    if (into) join(into, queue)
    else if (queue.messages.length > 0) {
      queue.chat_id = to
      delete queue.becomes
      queues.set(to, queue)
    }
  }

  return {
    get size() {
      return held.size
    },
    all: () => [...held.values()],
    queueOf: (message) => {
      const queue = queues.get(message.chat_id)
      return queue?.messages[0] === message ? queue : undefined
    },
    heldBack: () => {
      let count = 0
      for (const { not_before_ms, messages } of queues.values())
        if (not_before_ms === Number.POSITIVE_INFINITY) count += messages.length
      return count
    },
    add: (messages) => {
      for (const message of messages) {
        if (held.has(message.message_id)) continue
        held.set(message.message_id, message)
        const { chat_id } = message
        const queue = queues.get(chat_id)
        if (queue) queue.messages.push(message)
        else queues.set(chat_id, { chat_id, messages: [message], busy: false, not_before_ms: 0 })
      }
    },
    next: (now_ms, free) => {
      let best: ChatQueue | undefined
      let best_rank = Number.POSITIVE_INFINITY
      let at_ms = Number.POSITIVE_INFINITY
      for (const queue of queues.values()) {
        if (queue.busy) continue
        const rank = rankOf(queue)
        if (rank >= best_rank) continue
        const free_ms = Math.max(queue.not_before_ms, free(queue, rank))
        if (free_ms <= now_ms) {
          best = queue
          best_rank = rank
        } else at_ms = Math.min(at_ms, free_ms)
      }
      return best ?? { at_ms }
    },
    shift: (queue) => {
      const message = queue.messages.shift()
      if (message) held.delete(message.message_id)
      queue.not_before_ms = 0
    },
    requeue: (queue) => {
      // All of them may have been cleared while it was served.
      if (queues.get(queue.chat_id) !== queue) return
      if (queue.becomes) return moveInto(queue, queue.becomes)
      queues.delete(queue.chat_id)
      if (queue.messages.length > 0) queues.set(queue.chat_id, queue)
    },
    merge: (from, to) => {
      const queue = queues.get(from)
      if (queue?.busy) queue.becomes = to
      else if (queue) moveInto(queue, to)
    },
    clear: () => {
      queues.clear()
      held.clear()
    }
  }
}

const join = (into: ChatQueue, queue: ChatQueue): void => {
  // What is being sent stays first.
  const leaving = into.busy ? into.messages.slice(0, 1) : []
  const waiting = [...into.messages.slice(leaving.length), ...queue.messages]
  into.messages = [...leaving, ...waiting.sort((a, b) => a.seq - b.seq)]
  if (into.messages[0] !== queue.messages[0]) return
  into.not_before_ms = queue.not_before_ms
}

/** A chat is as urgent as the most urgent that waits in it. */
const rankOf = (queue: ChatQueue): number => {
  let rank = Number.POSITIVE_INFINITY
  for (const message of queue.messages) rank = Math.min(rank, message.rank)
  return rank
}
