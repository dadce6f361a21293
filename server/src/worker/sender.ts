import { type MessageContent, type MessageErrorCode, message_errors } from '../domain/message.ts'
import type { Pacing } from '../domain/pacing.ts'
import { isLid } from '../domain/recipient.ts'
import type { Log } from '../lib/log.ts'
import { backoffMs } from '../lib/retry.ts'
import type { ClaimedMessage } from '../queue/claim-outbound.ts'
import { type Connection, SendInterrupted, SendRefused } from '../whatsapp/contract.ts'
import type { SessionJournal } from './journal.ts'
import { createLines, type Line } from './lines.ts'
import { createPace } from './pace.ts'
import type { Turns } from './turns.ts'

/** Most messages of one session in memory; for each step of urgency there is room for some more. */
const buffered_max = 100
/** Most chats of one session with a message on its way; likewise. */
const chats_at_once = 16
const more_for = { buffered: 20, chats: 4 }
const rank_least = 2
const attempts_max = 6
const again = { first_ms: 1_000, most_ms: 30_000 }

/** What a session can take now: so many, none less urgent than `rank_max`, sent at once or when the pace allows. */
export type Appetite = {
  limit: number
  rank_max: number
  begins: boolean
  /** Tells what was claimed for this connection from what was claimed for an earlier one. */
  connection: number
}

export type Sender = {
  appetite(): Appetite | null
  /** Takes what was claimed for this appetite. */
  take(messages: ClaimedMessage[], appetite: Appetite): void
  /** The messages in memory. */
  held(): string[]
  /** Sends through this connection until the next call; null: what is in memory goes back into the queue. */
  connect(connection: Connection | null): void
  /** Nothing is taken before this was called once. */
  pace(pacing: Pacing, sent: { chat_id: string; last_at: Date }[]): void
  /** Makes one of the chats of a LID and its number, in the order in which the messages of both were accepted. */
  unite(lid: string, jid: string): void
  readonly paced: 'unknown' | 'no' | 'yes'
  readonly depth: number
}

export type SenderDeps = {
  tenant_id: string
  journal: Pick<SessionJournal, 'add' | 'note' | 'settled'>
  turns: Turns
  /** Called when a message for a LID is found whose number is known. */
  learned: (lid: string, jid: string) => void
  /** Called when it soon runs out and the queue has more. */
  hungry: () => void
  log: Log
  stopped: AbortSignal
}

/**
 * Sends the messages of one session. Within a chat the next one leaves when the server has acknowledged the one before,
 * so that their order holds through retries; several chats are served at once, the most urgent first, then in a circle.
 * Before a message is sent its row in the queue is marked: if it is not there any more, it was canceled.
 */
export const createSender = (deps: SenderDeps): Sender => {
  const { journal, log, stopped } = deps
  const lines = createLines()
  const pace = createPace()
  const turn = deps.turns.join(deps.tenant_id, (done) => start(done))
  let connection: Connection | null = null
  let connections = 0
  let running = 0
  let returning = 0
  let refill_at = -1
  let timer: NodeJS.Timeout | undefined

  const next = (): Line | { at_ms: number } =>
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

  const serve = async (line: Line, done: () => void): Promise<void> => {
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

  const step = async (line: Line, done: () => void): Promise<void> => {
    const through = connection
    const message = line.messages[0]
    if (!message || !through) return
    if (message.expires_at && message.expires_at.getTime() <= Date.now()) {
      return fail(line, message, 'expired')
    }
    const jid = isLid(line.chat_id) ? await through.numberOf(line.chat_id) : null
    // It was accepted while the number was being learned: it belongs into the chat of the number.
    if (jid) return deps.learned(line.chat_id, jid)
    const at = new Date()
    pace.began(line.chat_id, at.getTime())
    if (!message.began) await begin(message, at)
    if (message.gone) return finish(line)
    if (connection !== through) return
    message.tried = true
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
      finish(line)
    } catch (error) {
      if (connection !== through) return
      if (error instanceof SendRefused) return fail(line, message, error.code, error.whatsapp_code)
      if (!(error instanceof SendInterrupted)) log.error({ err: error }, 'message cannot be sent')
      if (++line.attempts >= attempts_max) return fail(line, message, 'send_failed')
      const reason = (error as Error).message
      log.debug({ message_id: message.message_id, reason }, 'message not acknowledged, again')
      line.not_before_ms = Date.now() + backoffMs(again, line.attempts)
    }
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

  const finish = (line: Line): void => {
    lines.shift(line)
    if (lines.size > refill_at) return
    refill_at = -1
    deps.hungry()
  }

  const fail = (
    line: Line,
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
    finish(line)
  }

  /** Nothing is claimed until it is done: what comes later must not overtake what goes back. */
  const giveBack = (): void => {
    const messages = lines.all()
    lines.clear()
    if (messages.length === 0) return
    returning++
    journal.add({
      type: 'returned',
      messages: messages.map(({ message_id, tried }) => ({ message_id, untried: !tried }))
    })
    journal.settled().then(
      () => {
        returning--
        if (connection) deps.hungry()
      },
      () => log.debug('messages not given back, the session is lost')
    )
  }

  return {
    appetite: () => {
      if (!connection || returning > 0 || !pace.known) return null
      for (let rank_max = rank_least; rank_max >= 0; rank_max--) {
        const limit = buffered_max + (rank_least - rank_max) * more_for.buffered - lines.size
        if (limit > 0) return { limit, rank_max, begins: !pace.limits, connection: connections }
      }
      return null
    },
    take: (messages, appetite) => {
      lines.add(messages)
      // Others of the same chats went back meanwhile, and must be sent before these.
      if (!connection || appetite.connection !== connections) return giveBack()
      if (messages.length >= appetite.limit) refill_at = Math.floor(lines.size / 2)
      pump()
    },
    held: () => lines.all().map((message) => message.message_id),
    connect: (to) => {
      connection = to
      connections++
      if (to) return deps.hungry()
      clearTimeout(timer)
      turn.leave()
      giveBack()
    },
    pace: (pacing, sent) => {
      pace.set(pacing, sent)
      pump()
    },
    unite: (lid, jid) => {
      pace.unite(lid, jid)
      lines.unite(lid, jid)
    },
    get paced() {
      return !pace.known ? 'unknown' : pace.limits ? 'yes' : 'no'
    },
    get depth() {
      return lines.size
    }
  }
}
