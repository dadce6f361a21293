import { LRUCache } from 'lru-cache'
import type { Limits } from '../../domain/limits.ts'
import type { MessageErrorCode } from '../../domain/message.ts'
import { isPersonChat } from '../../domain/recipient.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import type { FirstMessages } from '../../queue/first-messages.ts'
import type { EngineEvent } from '../../whatsapp/contract.ts'
import type { SendRefused } from '../../whatsapp/send-errors.ts'
import type { SessionJournal } from '../commit/journal.ts'
import { createChatLookup } from './chat-lookup.ts'
import { freedBy, judgeChat, judgeRefused } from './limit-changes.ts'
import { createStandingLimits } from './standing-limits.ts'

/** The limits of a session's number, and what that means for its first messages. */
export type SessionLimits = ReturnType<typeof createLimits>

const known_max = 5_000

export type LimitsDeps = {
  journal: Pick<SessionJournal, 'add' | 'settled'>
  firstMessages: (chat_ids: string[]) => Promise<FirstMessages[]>
  /** The queue may have something again. */
  onCapacity: () => void
  clock: Clock
  log: Log
  life: AbortSignal
}

/**
 * While a limit stands whoever was never met is not written to: the messages wait, out of the way of the others. Met is who
 * has written, or has a message of ours. A message that was refused with 463 or 475 is never repeated before the limit is
 * over. What is one person's and what is the account's:
 *
 * - WhatsApp says that a limit stands, and the person was never met: the account's. The message waits for the end.
 * - It says that none does: the person's. The message fails, `recipient_restricted` where it went to the LID, and
 *   `address_refused` where it went to the number, which WhatsApp refuses of people who have a LID.
 * - Three strangers in a row: the account's, though WhatsApp does not say so. Nobody new is tried for an hour.
 */
export const createLimits = (deps: LimitsDeps) => {
  const { journal, log } = deps
  const standing = createStandingLimits({ ...deps, over: deps.onCapacity })
  const lookUp = createChatLookup(deps.firstMessages)
  const known = new LRUCache<string, true>({ max: known_max })
  let refused_in_row = 0
  /** Something may wait in the queue for the end of a limit; how often something was put there. */
  let waiting = false
  let holds = 0

  return {
    /** What was stored, before the first connection. */
    load: (row: Limits & { first_messages_wait: boolean }): void => {
      const { first_messages_wait, ...stored } = row
      waiting = first_messages_wait
      standing.load(stored)
    },
    connect: standing.connect,
    heard: standing.heard,
    /** Somebody has written, or has a message of ours: what waits for that chat waits no longer. */
    recorded: (fact: EngineEvent): void => {
      if (!waiting || !standing.stands()) return
      const freed = freedBy(fact)
      if (!freed) return
      journal.add({ type: 'freed', ...freed })
      journal.settled().then(deps.onCapacity, () => log.debug('not freed, the session is lost'))
    },
    /** Whether a message has to be judged before it is sent. */
    get guarded(): boolean {
      return waiting || standing.checking !== null || standing.stands()
    },
    judge: async (chat_id: string): Promise<ReturnType<typeof judgeChat>> => {
      if (!isPersonChat(chat_id)) return 'send'
      await standing.checking
      if (known.has(chat_id) || (!standing.stands() && !waiting)) return 'send'
      const chat = await lookUp(chat_id)
      if (chat.met && !chat.held) known.set(chat_id, true)
      const judgement = judgeChat(chat, standing.stands())
      if (judgement === 'behind' && standing.stands())
        journal.add({ type: 'freed', chat_ids: [chat_id], whatsapp_ids: [] })
      return judgement
    },
    /** What becomes of a message that was refused with 463 or 475. */
    refused: async (chat_id: string, error: SendRefused): Promise<'wait' | MessageErrorCode> => {
      await standing.check()
      const { met } = await lookUp(chat_id)
      const judged = judgeRefused(error.code, met, standing.stands(), refused_in_row)
      refused_in_row = judged.refused_in_row
      if (judged.caution) standing.beCautious()
      return judged.outcome
    },
    /** It was taken: strangers are not refused one after the other, if it was one. */
    sent: (chat_id: string): void => {
      if (refused_in_row === 0 || !isPersonChat(chat_id)) return
      lookUp(chat_id).then(
        ({ met }) => {
          if (!met) refused_in_row = 0
        },
        (error) => log.debug({ err: error }, 'not known whether it was a stranger')
      )
    },
    /** Messages are put into the queue until the limit is over. */
    hold: (message_ids: string[]): void => {
      holds++
      waiting = true
      journal.add({ type: 'held', message_ids })
    },
    /** What waits can go: nothing else is taken from the queue before it is back in the queue. */
    get releases(): boolean {
      return waiting && !standing.stands() && standing.checking === null
    },
    get holds(): number {
      return holds
    },
    /** It is back in the queue, all that was put there before. */
    released: (upto: number): void => {
      if (holds === upto) waiting = false
    }
  }
}
