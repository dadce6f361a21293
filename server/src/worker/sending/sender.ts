import { LRUCache } from 'lru-cache'
import { type MessageErrorCode, message_errors } from '../../domain/message.ts'
import { isLid } from '../../domain/recipient.ts'
import { backoffMs } from '../../lib/retry.ts'
import type { ClaimedMessage } from '../../queue/claim-outbound.ts'
import type { MessageContent } from '../../schemas/messages/kinds.ts'
import type { Connection } from '../../whatsapp/contract.ts'
import { isChatRefused } from '../../whatsapp/refusals.ts'
import { SendElsewhere, SendInterrupted, SendRefused } from '../../whatsapp/send-errors.ts'
import { type ChatQueue, createChatQueues } from './chat-queues.ts'
import { createPace } from './pace.ts'
import type { Sender, SenderDeps } from './sender-contract.ts'

/** Most messages of one session in memory; for each step of urgency there is room for some more. */
const buffered_max = 100
/** Most chats of one session with a message on its way; likewise. */
const chats_at_once = 16
const more_for = { buffered: 20, chats: 4 }
const rank_least = 2
const attempts_max = 6
/** So many lost connections are no chance any more: it may be this message that ends them. */
const losses_max = 5
const united_max = 1_000
const again = { first_ms: 1_000, most_ms: 30_000 }

/**
 * Sends the messages of one session. Within a chat the next one leaves when the server has acknowledged the one before,
 * so that their order holds through retries; several chats are served at once, the most urgent first, then in a circle.
 * Before a message is sent its row in the queue is marked: if it is not there any more, it was canceled.
 */
export const createSender = (deps: SenderDeps): Sender => {
  const { journal, limits, log, stopped } = deps
  const lines = createChatQueues()
  const pace = createPace()
  // What was accepted under the other name all the same joins its chat before any of it is sent.
  const united = new LRUCache<string, string>({ max: united_max })
  const turn = deps.turns.join(deps.tenant_id, (done) => start(done))
  let connection: Connection | null = null
  let connections = 0
  let running = 0
  let returning = 0
  let refill_at = -1
  let timer: NodeJS.Timeout | undefined

  const next = (): ChatQueue | { at_ms: number } =>
    lines.next(Date.now(), (line, rank) =>
      running >= chats_at_once + (rank_least - rank) * more_for.chats
        ? Number.POSITIVE_INFINITY
        : Math.max(pace.sessionFree(), pace.chatFree(line.chat_id))
    )

  const pump = (): void => {
    if (!connection || stopped.aborted) return
    clearTimeout(timer)
    const found = next()
    if ('chat_id' in found) turn.ask()
    else if (found.at_ms < Number.POSITIVE_INFINITY)
      timer = setTimeout(pump, Math.max(1, found.at_ms - Date.now()))
  }

  const start = (done: () => void): void => {
    const line = connection && !stopped.aborted ? next() : undefined
    if (!line || !('chat_id' in line)) {
      done()
      return pump()
    }
    void serve(line, done)
    pump()
  }

  const serve = async (line: ChatQueue, done: () => void): Promise<void> => {
    line.busy = true
    running++
    try {
      await step(line, done)
    } catch (error) {
      // The journal takes nothing any more: the session is somebody else's.
      log.debug({ err: error }, 'sending ended')
    } finally {
      done()
      running--
      line.busy = false
      lines.rest(line)
      pump()
    }
  }

  const step = async (line: ChatQueue, done: () => void): Promise<void> => {
    const through = connection
    const message = line.messages[0]
    if (!message || !through) return
    if (message.expires_at && message.expires_at.getTime() <= Date.now()) {
      return fail(line, message, 'expired')
    }
    const jid = isLid(line.chat_id) ? await through.numberOf(line.chat_id) : null
    // It was accepted while the number was being learned: it belongs into the chat of the number.
    if (jid) return deps.learned(line.chat_id, jid)
    if (message.lost_connections >= losses_max) return fail(line, message, 'connection_lost')
    if (limits.guarded && !(await mayBegin(line, through))) return
    const at = new Date()
    pace.began(line.chat_id, at.getTime())
    if (!message.began) await begin(message, at)
    if (message.gone) return finish(line)
    if (connection !== through) return
    const tried_before = message.tried
    message.tried = true
    message.under_way = true
    const following = line.messages[1]
    // Rides along with the keys of this one, so that the next need not wait.
    if (following && !pace.limits) mark(following, at, 'note')
    // step: message begins
    try {
      await through.send(
        {
          whatsapp_id: message.whatsapp_id,
          chat_id: message.chat_id,
          content: { type: message.type, ...message.content } as MessageContent
        },
        done
      )
      // step: acknowledged
      journal.add({
        type: 'progress',
        whatsapp_id: message.whatsapp_id,
        status: 'sent',
        at: new Date()
      })
      // step: acknowledgement recorded
      limits.sent(line.chat_id)
      finish(line)
    } catch (error) {
      if (connection !== through) return
      message.under_way = false
      if (error instanceof SendElsewhere) {
        message.tried = tried_before
        return deps.learned(line.chat_id, error.jid)
      }
      if (isChatRefused(error as Error))
        return await chatRefused(line, message, error as SendRefused, through)
      notSent(line, message, error as Error)
    }
  }

  /** False: what is in memory of the chat waits in the queue, for the end of a limit or behind what is there. */
  const mayBegin = async (line: ChatQueue, through: Connection): Promise<boolean> => {
    const judgement = await limits.judge(line.chat_id)
    if (connection !== through) return false
    if (judgement === 'send') return true
    const messages = takeAll(line)
    if (judgement === 'behind') giveBack(messages)
    else limits.hold(messages.map((message) => message.message_id))
    return false
  }

  /** It is not known whether it is the person or the account that is restricted before WhatsApp was asked. */
  const chatRefused = async (
    line: ChatQueue,
    message: ClaimedMessage,
    error: SendRefused,
    through: Connection
  ): Promise<void> => {
    const verdict = await limits.refused(line.chat_id, error)
    if (verdict !== 'wait') {
      recordFailure(message, verdict, error.whatsapp_code)
      if (connection === through) finish(line)
    } else if (connection === through) {
      limits.hold(takeAll(line).map((one) => one.message_id))
      wantMore()
    }
  }

  const takeAll = (line: ChatQueue): ClaimedMessage[] => {
    const messages = [...line.messages]
    for (const _ of messages) lines.shift(line)
    return messages
  }

  const notSent = (line: ChatQueue, message: ClaimedMessage, error: Error): void => {
    if (error instanceof SendRefused) return fail(line, message, error.code, error.whatsapp_code)
    const interrupted = error instanceof SendInterrupted ? error : undefined
    if (!interrupted) log.error({ err: error }, 'message cannot be sent')
    message.attempts++
    if (message.attempts >= attempts_max)
      return fail(line, message, 'send_failed', interrupted?.whatsapp_code)
    log.debug(
      { message_id: message.message_id, reason: error.message },
      'message not acknowledged, again'
    )
    line.not_before_ms = Date.now() + backoffMs(again, message.attempts)
  }

  /** When it resolves the mark is on disk, or the message is known to be gone. */
  const begin = async (message: ClaimedMessage, at: Date): Promise<void> => {
    mark(message, at, 'add')
    await journal.settled()
  }

  const mark = (message: ClaimedMessage, at: Date, how: 'add' | 'note'): void => {
    if (message.began || message.marked) return
    message.marked = true
    journal[how]({
      type: 'began',
      message_id: message.message_id,
      paced: pace.limits ? { chat_id: message.chat_id, at } : null,
      written: (there) => {
        message.began = true
        message.gone = !there
      }
    })
  }

  const finish = (line: ChatQueue): void => {
    lines.shift(line)
    wantMore()
  }

  const wantMore = (): void => {
    if (lines.size > refill_at) return
    refill_at = -1
    deps.onCapacity()
  }

  const fail = (
    line: ChatQueue,
    message: ClaimedMessage,
    code: MessageErrorCode,
    whatsapp_code?: string
  ): void => {
    recordFailure(message, code, whatsapp_code)
    finish(line)
  }

  const recordFailure = (
    message: ClaimedMessage,
    code: MessageErrorCode,
    whatsapp_code?: string
  ): void => {
    log.debug({ message_id: message.message_id, code }, 'message failed')
    journal.add({
      type: 'progress',
      whatsapp_id: message.whatsapp_id,
      status: 'failed',
      at: new Date(),
      error: { code, message: message_errors[code], ...(whatsapp_code && { whatsapp_code }) }
    })
  }

  /** Nothing is claimed until it is done: what comes later must not overtake what goes back. */
  const giveBackAll = (): void => {
    const messages = lines.all()
    lines.clear()
    giveBack(messages)
  }

  const giveBack = (messages: ClaimedMessage[]): void => {
    if (messages.length === 0) return
    returning++
    journal.add({
      type: 'returned',
      messages: messages.map(({ message_id, tried, under_way, attempts, lost_connections }) => ({
        message_id,
        untried: !tried,
        attempts,
        lost_connections: lost_connections + (under_way ? 1 : 0)
      }))
    })
    journal.settled().then(
      () => {
        returning--
        if (connection) deps.onCapacity()
      },
      () => log.debug('messages not given back, the session is lost')
    )
  }

  return {
    capacity: () => {
      if (!connection || returning > 0 || !pace.known) return null
      for (let rank_max = rank_least; rank_max >= 0; rank_max--) {
        const limit = buffered_max + (rank_least - rank_max) * more_for.buffered - lines.size
        if (limit > 0) return { limit, rank_max, begins: !pace.limits, connection: connections }
      }
      return null
    },
    take: (messages, capacity) => {
      lines.add(messages)
      for (const chat_id of new Set(messages.map((message) => message.chat_id))) {
        const jid = united.get(chat_id)
        if (jid) deps.learned(chat_id, jid)
      }
      // Others of the same chats went back meanwhile, and must be sent before these.
      if (!connection || capacity.connection !== connections) return giveBackAll()
      if (messages.length >= capacity.limit) refill_at = Math.floor(lines.size / 2)
      pump()
    },
    held: () => lines.all().map((message) => message.message_id),
    connect: (to) => {
      connection = to
      connections++
      if (to) return deps.onCapacity()
      clearTimeout(timer)
      turn.leave()
      giveBackAll()
    },
    pace: (pacing, sent) => {
      pace.set(pacing, sent)
      pump()
    },
    unite: (from, jid) => {
      pace.unite(from, jid)
      lines.unite(from, jid)
      united.set(from, jid)
    },
    get paced() {
      return !pace.known ? 'unknown' : pace.limits ? 'yes' : 'no'
    },
    get depth() {
      return lines.size
    }
  }
}
