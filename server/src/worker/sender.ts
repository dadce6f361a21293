import { type MessageContent, type MessageError, message_errors } from '../domain/message.ts'
import type { Log } from '../lib/log.ts'
import { backoffMs, pause } from '../lib/retry.ts'
import type { ClaimedMessage } from '../queue/outbound.ts'
import type { Change } from '../usecases/worker/commit-batch.ts'
import { type Connection, SendInterrupted, SendRefused } from '../whatsapp/contract.ts'

/** Most messages of one session in memory. */
const buffered_max = 100
/** When it sinks to so many, more are asked for; what lies in the queue must not wait for the next look at it. */
const refill_below = 50
/** Most chats of one session with a message on its way. */
const chats_at_once = 16
const attempts_max = 6
const again = { first_ms: 1_000, most_ms: 30_000 }

export type Sender = {
  /** How many more messages it can take. */
  room(): number
  take(messages: ClaimedMessage[]): void
  /** Sends through this connection until the next call; null: waits. */
  connect(connection: Connection | null): void
  readonly depth: number
}

/**
 * Sends the messages of one session. Within a chat the next one leaves when the server has acknowledged the one before,
 * so that their order holds through retries; several chats are served at once. `hungry` is called when it soon runs out.
 */
export const createSender = (
  add: (change: Change) => void,
  hungry: () => void,
  log: Log,
  stopped: AbortSignal
): Sender => {
  const chats = new Map<string, ClaimedMessage[]>()
  const running = new Set<string>()
  const taken = new Set<string>()
  let connection: Connection | null = null

  const pump = (): void => {
    for (const chat_id of chats.keys()) {
      if (!connection || stopped.aborted || running.size >= chats_at_once) return
      if (!running.has(chat_id)) void serve(chat_id)
    }
  }

  const serve = async (chat_id: string): Promise<void> => {
    running.add(chat_id)
    const line = chats.get(chat_id) ?? []
    for (let message = line[0]; message && connection && !stopped.aborted; message = line[0]) {
      if (!(await settle(message))) break
      line.shift()
      taken.delete(message.message_id)
      if (taken.size === refill_below) hungry()
    }
    running.delete(chat_id)
    if (line.length === 0) chats.delete(chat_id)
    pump()
  }

  /** True when the message is finished, one way or the other. */
  const settle = async (message: ClaimedMessage): Promise<boolean> => {
    for (let attempt = 1; attempt <= attempts_max; attempt++) {
      const through = connection
      if (!through || stopped.aborted) return false
      try {
        await through.send({
          whatsapp_id: message.whatsapp_id,
          chat_id: message.chat_id,
          content: { type: message.type, ...message.content } as MessageContent
        })
        add({ type: 'progress', whatsapp_id: message.whatsapp_id, status: 'sent', at: new Date() })
        return true
      } catch (error) {
        if (error instanceof SendRefused) {
          fail(message, {
            code: error.code,
            message: message_errors[error.code],
            ...(error.whatsapp_code && { whatsapp_code: error.whatsapp_code })
          })
          return true
        }
        if (!(error instanceof SendInterrupted)) throw error
        if (connection !== through) return false
        log.debug(
          { message_id: message.message_id, attempt, reason: error.message },
          'message not acknowledged, sending again'
        )
        await pause(backoffMs(again, attempt), stopped)
      }
    }
    fail(message, { code: 'send_failed', message: message_errors.send_failed })
    return true
  }

  const fail = (message: ClaimedMessage, error: MessageError): void => {
    log.debug({ message_id: message.message_id, code: error.code }, 'message failed')
    add({
      type: 'progress',
      whatsapp_id: message.whatsapp_id,
      status: 'failed',
      at: new Date(),
      error
    })
  }

  return {
    room: () => Math.max(0, buffered_max - taken.size),
    take: (messages) => {
      for (const message of messages) {
        if (taken.has(message.message_id)) continue
        taken.add(message.message_id)
        const line = chats.get(message.chat_id)
        if (line) line.push(message)
        else chats.set(message.chat_id, [message])
      }
      pump()
    },
    connect: (next) => {
      connection = next
      pump()
    },
    get depth() {
      return taken.size
    }
  }
}
