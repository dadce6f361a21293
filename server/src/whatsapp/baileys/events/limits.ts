import type { NewChatMessageCapInfo, ReachoutTimelockState, WASocket } from 'baileys'
import { pause } from '../../../lib/retry.ts'
import type { ConnectionChange } from '../../contract.ts'

type LimitsChange = Extract<ConnectionChange, { type: 'limits' }>

/** Nothing is held up while the limits are asked for, but the caller waits no longer than this. */
const answered_within_ms = 8_000
const questions_max = 3

/**
 * Reports the limits of the account, both when WhatsApp sends them by itself and when it is asked by the returned function,
 * which resolves to whether WhatsApp has answered and never rejects.
 */
export const listenForLimits = (
  socket: WASocket,
  changed: (limits: LimitsChange) => void,
  failed: (error: unknown) => void
): (() => Promise<boolean>) => {
  let asking = 0
  let updates = 0

  /** A notification may come before an answer that is older. Asks again then. */
  const question = async (): Promise<true> => {
    for (let times = 1; times <= questions_max; times++) {
      const before = updates
      const [, info] = await Promise.all([
        // Baileys emits this answer as an update of the connection, too.
        socket.fetchAccountReachoutTimelock(),
        socket.fetchNewChatMessageCap()
      ])
      changed(quotaFrom(info))
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
    changed({ type: 'limits', time_lock: lockFrom(lock) })
    // Baileys drops the name in a notification when it does not know it. The answer to a question has it.
    if (lock.isActive && nameOf(lock) === null && asking === 0) void ask()
  })
  socket.ev.on('message-capping.update', (info) => {
    updates++
    changed(quotaFrom(info))
  })
  return ask
}

/** Baileys' value where there is no name. */
const nameless = 'DEFAULT'

const nameOf = ({ enforcementType }: ReachoutTimelockState): string | null =>
  enforcementType && String(enforcementType) !== nameless ? String(enforcementType) : null

const lockFrom = (lock: ReachoutTimelockState): NonNullable<LimitsChange['time_lock']> => ({
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

const quotaFrom = (info: NewChatMessageCapInfo | null): LimitsChange => ({
  type: 'limits',
  new_chats: {
    status: statuses.get(info?.capping_status ?? 'NONE') ?? 'none',
    used: countFrom(info?.used_quota),
    total: countFrom(info?.total_quota),
    until: timeFrom(info?.cycle_end_timestamp)
  }
})

/** Counts come as numbers or as text. A negative one means that there is no quota. */
const countFrom = (value: unknown): number | null => {
  const count = value === null || value === undefined || value === '' ? Number.NaN : Number(value)
  return Number.isSafeInteger(count) && count >= 0 && count < 2 ** 31 ? count : null
}

const timeFrom = (seconds: unknown): Date | null => {
  const ms = Number(seconds ?? 0) * 1000
  return Number.isFinite(ms) && ms > 0 ? new Date(ms) : null
}
