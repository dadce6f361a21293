import { backoffMs } from '../../lib/retry.ts'
import type { Connection } from '../../whatsapp/contract.ts'
import { type ChatQueue, type ChatQueues, createChatQueues } from './chat-queues.ts'
import { createChatSchedule } from './chat-schedule.ts'
import type { OutgoingMessage } from './outgoing.ts'
import type { OutgoingRecords } from './outgoing-records.ts'
import type { Pace } from './pace.ts'
import { createPreparing } from './preparing.ts'
import { type Served, sendFirst } from './send-first.ts'
import type { SenderDeps } from './sender-contract.ts'

/** Sends what is in memory through one connection: it lives as long, and so do the messages in it. */
export type SendLoop = {
  readonly size: number
  /** How many of them wait for a file, and so for nothing that others would wait for. */
  preparing(): number
  all(): OutgoingMessage[]
  /** To be woken then. `queue_has_more`: more is asked for when half of what is in memory then is sent. */
  add(messages: OutgoingMessage[], queue_has_more: boolean): void
  /** Makes one of two chats. */
  merge(from: string, to: string): void
  /** There may be something that can be sent. */
  wake(): void
  /** Begins no other message. Resolves when those that were begun are sent, or have failed. */
  finish(): Promise<void>
  /** Sends nothing more and gives what is left, which is all that has not left the memory. */
  stop(): OutgoingMessage[]
}

export type SendLoopDeps = Pick<
  SenderDeps,
  | 'tenant_id'
  | 'scheduler'
  | 'chatMapped'
  | 'onCapacity'
  | 'files'
  | 'log'
  | 'stopped'
  | 'clock'
  | 'tracing'
> & {
  limits: SenderDeps['limits']
  pace: Pace
  records: OutgoingRecords
  /** Messages go back into the queue. */
  release: (messages: OutgoingMessage[]) => void
}

const again = { first_ms: 1_000, most_ms: 30_000 }

/**
 * Within a chat the next message leaves when the server has acknowledged the one before, so that their order holds through
 * retries; several chats are served at once.
 */
export const createSendLoop = (connection: Connection, deps: SendLoopDeps): SendLoop => {
  const { pace, limits, clock, log } = deps
  const queues = createChatQueues()
  const ended = new AbortController()
  const over = (): boolean => ended.signal.aborted
  let refill_at = -1

  const first = {
    connection,
    over,
    limits,
    pace,
    records: deps.records,
    now: clock.now,
    chatMapped: deps.chatMapped,
    tracing: deps.tracing,
    log
  }

  const serve = async (queue: ChatQueue, encrypted: () => void): Promise<void> => {
    const served = await sendFirst(first, queue, encrypted)
    if (!over()) follow(queue, served)
  }
  const schedule = createChatSchedule({ ...deps, queues, over, serve })

  const finished = (queue: ChatQueue): void => follow(queue, { do: 'finish' })
  const wake = (): void => schedule.wake()
  const preparing = createPreparing(connection, {
    ...deps,
    queues,
    finished,
    wake,
    over: ended.signal
  })

  const follow = (queue: ChatQueue, served: Served): void => {
    switch (served.do) {
      case 'stay':
        return
      case 'prepare':
        return preparing.begin(queue, served.message)
      case 'retry':
        queue.not_before_ms = clock.now().getTime() + backoffMs(again, served.attempts)
        return
      case 'finish':
        queues.shift(queue)
        break
      case 'release':
        deps.release(takeAll(queues, queue))
        break
      case 'hold':
        limits.hold(takeAll(queues, queue).map((message) => message.message_id))
    }
    if (queues.size > refill_at) return
    refill_at = -1
    deps.onCapacity()
  }

  return {
    get size() {
      return queues.size
    },
    preparing: queues.heldBack,
    all: queues.all,
    add: (messages, queue_has_more) => {
      queues.add(messages)
      if (queue_has_more) refill_at = Math.floor(queues.size / 2)
    },
    merge: queues.merge,
    wake: schedule.wake,
    finish: schedule.finish,
    stop: () => {
      ended.abort()
      schedule.stop()
      const left = queues.all()
      queues.clear()
      return left
    }
  }
}

const takeAll = (queues: ChatQueues, queue: ChatQueue): OutgoingMessage[] => {
  const messages = [...queue.messages]
  for (const _ of messages) queues.shift(queue)
  return messages
}
