import { LRUCache } from 'lru-cache'
import {
  type Limits,
  type limit_kinds,
  no_limits,
  several_refused,
  standingLimit
} from '../../domain/limits.ts'
import type { MessageErrorCode } from '../../domain/message.ts'
import { isPersonChat } from '../../domain/recipient.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import { pause } from '../../lib/retry.ts'
import type { FirstMessages } from '../../queue/first-messages.ts'
import type { Connection, ConnectionChange, EngineEvent } from '../../whatsapp/contract.ts'
import type { SendRefused } from '../../whatsapp/send-errors.ts'
import type { SessionJournal } from '../commit/journal.ts'
import { limitsChanged } from './changes.ts'
import { createChatLookup } from './chat-lookup.ts'

type Said = Extract<ConnectionChange, { type: 'limits' }>
type Standing = { kind: keyof typeof limit_kinds; until: Date } | null

/** The limits of a session's number, and what that means for its first messages. */
export type SessionLimits = ReturnType<typeof createLimits>

/** A lock that does not say when it ends is looked at again after so long, and a quota that does not say when it is renewed. */
const lock_unknown_ms = 10 * 60_000
const quota_unknown_ms = 60 * 60_000
/** So many strangers in a row that were refused are no accident: nobody else is tried for a while. */
const refused_in_row_max = 3
const caution_ms = 60 * 60_000
const known_max = 5_000
/** Ends are told to the second. */
const same_ms = 1_500

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
export const createLimits = (deps: {
  journal: Pick<SessionJournal, 'add' | 'settled'>
  firstMessages: (chat_ids: string[]) => Promise<FirstMessages[]>
  /** The queue may have something again. */
  onCapacity: () => void
  clock: Clock
  log: Log
  life: AbortSignal
}) => {
  const { journal, log } = deps
  const now = deps.clock.now
  const lookUp = createChatLookup(deps.firstMessages)
  const known = new LRUCache<string, true>({ max: known_max })
  let limits: Limits = no_limits
  /** The limit that callers know of. */
  let told: Standing = null
  let until_ms = 0
  let timer = new AbortController()
  let connection: Connection | null = null
  let checking: Promise<void> | null = null
  let refused_in_row = 0
  /** Something may wait in the queue for the end of a limit; how often something was put there. */
  let waiting = false
  let holds = 0

  const stands = (): boolean => until_ms > now().getTime()

  const write = (next: Limits): void => {
    const limit = standingLimit(next, now())
    const news = !sameLimit(limit, told) || isWarned(next) !== isWarned(limits)
    if (!sameLimit(limit, told)) log.info({ limit, before: told }, 'limits of the number changed')
    limits = next
    told = limit
    journal.add(limitsChanged(next, news))
    const was_standing = until_ms > 0
    until_ms = limit?.until.getTime() ?? 0
    schedule()
    if (was_standing && !limit) deps.onCapacity()
  }

  const schedule = (): void => {
    timer.abort()
    if (!told) return
    const own = new AbortController()
    timer = own
    const left_ms = Math.max(told.until.getTime() - now().getTime(), 0)
    void pause(left_ms, AbortSignal.any([own.signal, deps.life])).then(() => {
      if (!own.signal.aborted && !deps.life.aborted) void end(own)
    })
  }

  /** By the clock it is over; WhatsApp knows better, if it can be asked. */
  const end = async (own: AbortController): Promise<void> => {
    await connection?.readLimits()
    if (own.signal.aborted || deps.life.aborted) return
    write(withoutEnded(limits, now()))
  }

  /** WhatsApp is asked; whoever has not been met is not written to meanwhile. */
  const check = (): Promise<void> => {
    checking ??= (connection?.readLimits() ?? Promise.resolve(false)).then(() => {
      checking = null
    })
    return checking
  }

  return {
    /** What was stored, before the first connection. */
    load: (row: Limits & { first_messages_wait: boolean }): void => {
      const { first_messages_wait, ...stored } = row
      limits = stored
      waiting = first_messages_wait
      told = standingLimit(stored, new Date(0))
      until_ms = standingLimit(stored, now())?.until.getTime() ?? 0
      schedule()
    },
    /** Through this one WhatsApp is asked; null: there is none. */
    connect: (to: Connection | null): void => {
      connection = to
      void to?.readLimits()
    },
    heard: (said: Said): void => write(withSaid(limits, said, now())),
    /** Somebody has written, or has a message of ours: what waits for that chat waits no longer. */
    recorded: (fact: EngineEvent): void => {
      if (!waiting || !stands()) return
      const freed =
        fact.type === 'message' && !fact.from_me
          ? { chat_ids: [fact.chat_id], whatsapp_ids: [] }
          : fact.type === 'receipt'
            ? { chat_ids: [], whatsapp_ids: fact.whatsapp_ids }
            : null
      if (!freed) return
      journal.add({ type: 'freed', ...freed })
      journal.settled().then(deps.onCapacity, () => log.debug('not freed, the session is lost'))
    },
    /** Whether a message has to be judged before it is sent. */
    get guarded(): boolean {
      return waiting || checking !== null || (until_ms > 0 && stands())
    },
    /** `wait`: for the end of the limit. `behind`: others of its chat are in the queue that go first. */
    judge: async (chat_id: string): Promise<'send' | 'wait' | 'behind'> => {
      if (!isPersonChat(chat_id)) return 'send'
      await checking
      if (known.has(chat_id) || (!stands() && !waiting)) return 'send'
      const { met, held } = await lookUp(chat_id)
      if (met && !held) known.set(chat_id, true)
      if (!met && stands()) return 'wait'
      if (!held) return 'send'
      if (stands()) journal.add({ type: 'freed', chat_ids: [chat_id], whatsapp_ids: [] })
      return 'behind'
    },
    /** What becomes of a message that was refused with 463 or 475. */
    refused: async (chat_id: string, error: SendRefused): Promise<'wait' | MessageErrorCode> => {
      await check()
      const { met } = await lookUp(chat_id)
      if (met) return error.code
      if (stands()) return 'wait'
      if (error.code === 'new_chats_limited') return error.code
      refused_in_row++
      if (refused_in_row < refused_in_row_max) return error.code
      refused_in_row = 0
      const restricted_until = new Date(now().getTime() + caution_ms)
      write({ ...limits, restricted_until, restriction: several_refused })
      return 'recipient_restricted'
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
      return waiting && !stands() && checking === null
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

const sameLimit = (one: Standing, other: Standing): boolean =>
  one === null || other === null
    ? one === other
    : one.kind === other.kind && Math.abs(one.until.getTime() - other.until.getTime()) < same_ms

const isWarned = ({ new_chats_status }: Limits): string | null =>
  new_chats_status === 'first_warning' || new_chats_status === 'second_warning'
    ? new_chats_status
    : null

const withSaid = (limits: Limits, { time_lock, new_chats }: Said, now: Date): Limits => {
  const later = (ms: number): Date => new Date(now.getTime() + ms)
  // WhatsApp knows nothing of our own caution.
  const cautious = limits.restriction === several_refused && (limits.restricted_until ?? now) > now
  return {
    ...limits,
    limits_read_at: now,
    ...(time_lock?.active && {
      restricted_until: time_lock.until ?? later(lock_unknown_ms),
      restriction: time_lock.reason ?? (cautious ? null : limits.restriction)
    }),
    ...(time_lock &&
      !time_lock.active &&
      !cautious && { restricted_until: null, restriction: null }),
    ...(new_chats && {
      new_chats_status: new_chats.status,
      new_chats_used: new_chats.used,
      new_chats_total: new_chats.total,
      new_chats_renew_at:
        new_chats.until ?? (new_chats.status === 'capped' ? later(quota_unknown_ms) : null)
    })
  }
}

const withoutEnded = (limits: Limits, now: Date): Limits => {
  const { restricted_until, new_chats_status, new_chats_renew_at } = limits
  const unlocked = restricted_until !== null && restricted_until <= now
  const renewed =
    new_chats_status === 'capped' && new_chats_renew_at !== null && new_chats_renew_at <= now
  return {
    ...limits,
    ...(unlocked && { restricted_until: null, restriction: null }),
    ...(renewed && { new_chats_status: 'none', new_chats_used: 0, new_chats_renew_at: null })
  }
}
