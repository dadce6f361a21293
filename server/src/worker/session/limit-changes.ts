import { type Limits, several_refused, type standingLimit } from '../../domain/limits.ts'
import type { MessageErrorCode } from '../../domain/message.ts'
import { isStatus } from '../../domain/status.ts'
import type { ConnectionChange, EngineEvent } from '../../whatsapp/contract.ts'

export type SaidLimits = Extract<ConnectionChange, { type: 'limits' }>
export type StandingLimit = ReturnType<typeof standingLimit>

/** A lock that does not say when it ends is looked at again after so long, and a quota that does not say when it is renewed. */
const lock_unknown_ms = 10 * 60_000
const quota_unknown_ms = 60 * 60_000
/** So many strangers in a row that were refused are no accident: nobody else is tried for a while. */
const refused_in_row_max = 3
const caution_ms = 60 * 60_000
/** Ends are told to the second. */
const same_ms = 1_500

/** Whether callers would be told the same of both. */
export const sameLimit = (one: StandingLimit, other: StandingLimit): boolean =>
  one === null || other === null
    ? one === other
    : one.kind === other.kind && Math.abs(one.until.getTime() - other.until.getTime()) < same_ms

/** The warning of WhatsApp that stands, short of a limit. */
export const warningOf = ({ new_chats_status }: Limits): string | null =>
  new_chats_status === 'first_warning' || new_chats_status === 'second_warning'
    ? new_chats_status
    : null

/** The limits after WhatsApp has told of them. */
export const withSaid = (
  limits: Limits,
  { time_lock, new_chats }: SaidLimits,
  now: Date
): Limits => {
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

/** The limits without those that are over by the clock. */
export const withoutEnded = (limits: Limits, now: Date): Limits => {
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

/** The limits after several strangers were refused in a row, though WhatsApp says of none. */
export const withCaution = (limits: Limits, now: Date): Limits => ({
  ...limits,
  restricted_until: new Date(now.getTime() + caution_ms),
  restriction: several_refused
})

/**
 * What becomes of a message to a person. `wait`: for the end of the limit. `behind`: others of its chat are in the queue
 * that go first.
 */
export const judgeChat = (
  { met, held }: { met: boolean; held: boolean },
  limited: boolean
): 'send' | 'wait' | 'behind' => {
  if (!met && limited) return 'wait'
  return held ? 'behind' : 'send'
}

/** What becomes of a message that was refused, after so many in a row of people who were never met. */
export const judgeRefused = (
  code: MessageErrorCode,
  met: boolean,
  limited: boolean,
  refused_in_row: number
): { outcome: 'wait' | MessageErrorCode; refused_in_row: number; caution: boolean } => {
  const same = { refused_in_row, caution: false }
  if (met) return { outcome: code, ...same }
  if (limited) return { outcome: 'wait', ...same }
  if (code === 'new_chats_limited') return { outcome: code, ...same }
  return refused_in_row + 1 < refused_in_row_max
    ? { outcome: code, refused_in_row: refused_in_row + 1, caution: false }
    : { outcome: 'recipient_restricted', refused_in_row: 0, caution: true }
}

/** For whom nothing waits any longer: somebody has written, or has a message of ours. */
export const freedBy = (
  fact: EngineEvent
): { chat_ids: string[]; whatsapp_ids: string[] } | null => {
  if (fact.type === 'message' && !fact.from_me && !isStatus(fact.chat_id))
    return { chat_ids: [fact.chat_id], whatsapp_ids: [] }
  return fact.type === 'receipt' ? { chat_ids: [], whatsapp_ids: fact.whatsapp_ids } : null
}
