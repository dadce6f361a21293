import type { LimitsReport } from '../types/types-limits.ts'

/** What the server lets an account do, and how often it was asked for more. */
export interface Limits {
  timelock: { ends_at: number | null; type: string } | null
  quota: { total: number; used: number; began_at: number; renews_at: number | null } | null
  repeats_max: number
  questions: 'answered' | 'refused' | 'unanswered'
  /** Numbers to which a message was refused during this lock. */
  readonly refused: Set<string>
  readonly counts: Pick<
    LimitsReport,
    'refused_463' | 'refused_475' | 'repeats' | 'devices_removed' | 'questions'
  >
}

/** Of an account, what is limited. */
interface Limited {
  readonly limits: Limits
}

/** Of an account, whom it knows. */
interface Acquainted {
  readonly number: string
  readonly met: Set<string>
}

const REPEATS_MAX = 3
const MET_MAX = 20_000

export const createLimits = (): Limits => ({
  timelock: null,
  quota: null,
  repeats_max: REPEATS_MAX,
  questions: 'answered',
  refused: new Set(),
  counts: { refused_463: 0, refused_475: 0, repeats: 0, devices_removed: 0, questions: 0 }
})

/** The lock that stands now; one whose time is over is gone. */
export const timelockOf = ({ limits }: Limited): Limits['timelock'] => {
  const { timelock } = limits
  if (timelock?.ends_at && timelock.ends_at <= Date.now()) {
    limits.timelock = null
    limits.refused.clear()
  }
  return limits.timelock
}

export const quotaOf = ({ limits }: Limited): Limits['quota'] => {
  const { quota } = limits
  if (quota?.renews_at && quota.renews_at <= Date.now()) {
    const cycle_ms = Math.max(quota.renews_at - quota.began_at, 1)
    const began_at = Date.now() - ((Date.now() - quota.renews_at) % cycle_ms)
    Object.assign(quota, { used: 0, began_at, renews_at: began_at + cycle_ms })
  }
  return quota
}

/** One has written to the other: neither is a stranger to the other from here on. */
export const noteMet = (one: Acquainted, other: Acquainted): void => {
  for (const [phone, met] of [
    [one, other],
    [other, one]
  ] as const) {
    phone.met.add(met.number)
    if (phone.met.size <= MET_MAX) continue
    for (const oldest of phone.met) {
      phone.met.delete(oldest)
      break
    }
  }
}

export const reportLimits = (phone: Limited): LimitsReport => {
  const quota = quotaOf(phone)
  return {
    timelock: timelockOf(phone) !== null,
    quota: quota && { total: quota.total, used: quota.used },
    ...phone.limits.counts
  }
}
