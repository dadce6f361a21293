import type { NewChatMessageCapInfo, ReachoutTimelockState, WASocket } from 'baileys'
import { pause } from '../lib/retry.ts'
import type { ConnectionChange } from './contract.ts'

type Said = Extract<ConnectionChange, { type: 'limits' }>

/** A question after the limits holds nothing up, but whoever waits for it waits no longer than this. */
const answered_within_ms = 8_000
const questions_max = 3

/**
 * Tells what WhatsApp says of the limits of the account: by itself, and when it is asked. Asking never fails; the answer is
 * whether WhatsApp has answered.
 */
export const createLimitReader = (
  socket: WASocket,
  told: (said: Said) => void,
  failed: (error: unknown) => void
): (() => Promise<boolean>) => {
  let asking = 0
  let updates = 0

  /** A notification that comes at the same time may be heard before an answer that is older: then the answer is asked for again. */
  const question = async (): Promise<true> => {
    for (let times = 1; times <= questions_max; times++) {
      const before = updates
      const [, info] = await Promise.all([
        // Baileys tells the answer as an update of the connection, too.
        socket.fetchAccountReachoutTimelock(),
        socket.fetchNewChatMessageCap()
      ])
      told(quotaFrom(info))
      if (updates - before <= 1) break
    }
    return true
  }

  const ask = async (): Promise<boolean> => {
    asking++
    const late = new AbortController()
    try {
      const answers = question()
      answers.catch(() => undefined)
      return await Promise.race([answers, pause(answered_within_ms, late.signal).then(() => false)])
    } catch (error) {
      failed(error)
      return false
    } finally {
      late.abort()
      asking--
    }
  }

  socket.ev.on('connection.update', ({ reachoutTimeLock: lock }) => {
    if (!lock) return
    updates++
    told({ type: 'limits', time_lock: lockFrom(lock) })
    // A notification's name for it is lost on the way when Baileys does not know it; the answer to a question has it.
    if (lock.isActive && nameOf(lock) === null && asking === 0) void ask()
  })
  socket.ev.on('message-capping.update', (info) => {
    updates++
    told(quotaFrom(info))
  })
  return ask
}

/** What Baileys says where there is no name. */
const nameless = 'DEFAULT'

const nameOf = ({ enforcementType }: ReachoutTimelockState): string | null =>
  enforcementType && String(enforcementType) !== nameless ? String(enforcementType) : null

const lockFrom = (lock: ReachoutTimelockState): NonNullable<Said['time_lock']> => ({
  active: lock.isActive === true,
  until: lock.timeEnforcementEnds ?? null,
  reason: nameOf(lock)
})

const statuses = new Map([
  ['NONE', 'none'],
  ['FIRST_WARNING', 'first_warning'],
  ['SECOND_WARNING', 'second_warning'],
  ['CAPPED', 'capped']
] as const)

const quotaFrom = (info: NewChatMessageCapInfo | null): Said => ({
  type: 'limits',
  new_chats: {
    status: statuses.get(info?.capping_status ?? 'NONE') ?? 'none',
    used: countFrom(info?.used_quota),
    total: countFrom(info?.total_quota),
    until: timeFrom(info?.cycle_end_timestamp)
  }
})

/** Numbers come as numbers or as texts; a negative one says that there is no quota. */
const countFrom = (value: unknown): number | null => {
  const count = value === null || value === undefined || value === '' ? Number.NaN : Number(value)
  return Number.isSafeInteger(count) && count >= 0 && count < 2 ** 31 ? count : null
}

const timeFrom = (seconds: unknown): Date | null => {
  const ms = Number(seconds ?? 0) * 1000
  return Number.isFinite(ms) && ms > 0 ? new Date(ms) : null
}
