import type { ClaimedMessage } from '../../queue/claim-outbound.ts'

/** What one chat has in memory, oldest first. */
export type ChatQueue = {
  chat_id: string
  messages: ClaimedMessage[]
  /** One of its messages is on its way. */
  busy: boolean
  /** When its first message may be tried again. */
  not_before_ms: number
  /** What the chat is to be called as soon as it is not busy. */
  becomes?: string
}

export type ChatQueues = {
  readonly size: number
  all(): ClaimedMessage[]
  add(messages: ClaimedMessage[]): void
  /** The line whose turn it is among those that may go now; else when one may. */
  next(
    now_ms: number,
    free: (line: ChatQueue, rank: number) => number
  ): ChatQueue | { at_ms: number }
  /** Takes the first message out. */
  shift(line: ChatQueue): void
  /** The line was served: others of its rank come first now. */
  rest(line: ChatQueue): void
  /** Makes one chat of two, in the order in which the messages of both were accepted; of one that is busy when it rests. */
  unite(from: string, to: string): void
  clear(): void
}

/** The messages of a session in memory, by chat. */
export const createChatQueues = (): ChatQueues => {
  const lines = new Map<string, ChatQueue>()
  const held = new Map<string, ClaimedMessage>()

  const moveInto = (line: ChatQueue, to: string): void => {
    lines.delete(line.chat_id)
    for (const message of line.messages) message.chat_id = to
    const into = lines.get(to)
    if (into) join(into, line)
    else if (line.messages.length > 0) {
      line.chat_id = to
      delete line.becomes
      lines.set(to, line)
    }
  }

  return {
    get size() {
      return held.size
    },
    all: () => [...held.values()],
    add: (messages) => {
      for (const message of messages) {
        if (held.has(message.message_id)) continue
        held.set(message.message_id, message)
        const { chat_id } = message
        const line = lines.get(chat_id)
        if (line) line.messages.push(message)
        else
          lines.set(chat_id, {
            chat_id,
            messages: [message],
            busy: false,
            not_before_ms: 0
          })
      }
    },
    next: (now_ms, free) => {
      let best: ChatQueue | undefined
      let best_rank = Number.POSITIVE_INFINITY
      let at_ms = Number.POSITIVE_INFINITY
      for (const line of lines.values()) {
        if (line.busy) continue
        const rank = rankOf(line)
        if (rank >= best_rank) continue
        const free_ms = Math.max(line.not_before_ms, free(line, rank))
        if (free_ms <= now_ms) {
          best = line
          best_rank = rank
        } else at_ms = Math.min(at_ms, free_ms)
      }
      return best ?? { at_ms }
    },
    shift: (line) => {
      const message = line.messages.shift()
      if (message) held.delete(message.message_id)
      line.not_before_ms = 0
    },
    rest: (line) => {
      // After a lost connection a line of the same chat may stand here that was claimed anew.
      if (lines.get(line.chat_id) !== line) return
      if (line.becomes) return moveInto(line, line.becomes)
      lines.delete(line.chat_id)
      if (line.messages.length > 0) lines.set(line.chat_id, line)
    },
    unite: (from, to) => {
      const line = lines.get(from)
      if (line?.busy) line.becomes = to
      else if (line) moveInto(line, to)
    },
    clear: () => {
      lines.clear()
      held.clear()
    }
  }
}

const join = (into: ChatQueue, line: ChatQueue): void => {
  // What is on its way stays first.
  const leaving = into.busy ? into.messages.slice(0, 1) : []
  const waiting = [...into.messages.slice(leaving.length), ...line.messages]
  into.messages = [...leaving, ...waiting.sort((a, b) => a.seq - b.seq)]
  if (into.messages[0] !== line.messages[0]) return
  into.not_before_ms = line.not_before_ms
}

/** A chat is as urgent as the most urgent that waits in it. */
const rankOf = (line: ChatQueue): number => {
  let rank = Number.POSITIVE_INFINITY
  for (const message of line.messages) rank = Math.min(rank, message.rank)
  return rank
}
