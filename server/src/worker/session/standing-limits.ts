import { type Limits, no_limits, standingLimit } from '../../domain/limits.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import { pause } from '../../lib/retry.ts'
import type { Connection } from '../../whatsapp/contract.ts'
import type { SessionJournal } from '../commit/journal.ts'
import { limitsChanged } from './changes.ts'
import {
  type SaidLimits,
  type StandingLimit,
  sameLimit,
  warningOf,
  withCaution,
  withoutEnded,
  withSaid
} from './limit-changes.ts'

/** The limits of a session's number, from one word of WhatsApp to the next. */
export type StandingLimits = {
  load(stored: Limits): void
  /** Through this one WhatsApp is asked; null: there is none. */
  connect(to: Connection | null): void
  heard(said: SaidLimits): void
  /** Nobody new is tried for a while, though WhatsApp does not say so. */
  beCautious(): void
  /** Whether one stands now. */
  stands(): boolean
  /** WhatsApp is asked; whoever has not been met is not written to meanwhile. */
  check(): Promise<void>
  /** Whether it is being asked. */
  readonly checking: Promise<void> | null
}

export const createStandingLimits = (deps: {
  journal: Pick<SessionJournal, 'add'>
  /** The limit that stood is over. */
  over: () => void
  clock: Clock
  log: Log
  life: AbortSignal
}): StandingLimits => {
  const now = deps.clock.now
  let limits: Limits = no_limits
  /** The limit that callers know of. */
  let told: StandingLimit = null
  let until_ms = 0
  let timer = new AbortController()
  let connection: Connection | null = null
  let checking: Promise<void> | null = null

  const write = (next: Limits): void => {
    const limit = standingLimit(next, now())
    const changed = !sameLimit(limit, told)
    const news = changed || warningOf(next) !== warningOf(limits)
    if (changed) deps.log.info({ limit, before: told }, 'limits of the number changed')
    limits = next
    told = limit
    deps.journal.add(limitsChanged(next, news))
    const was_standing = until_ms > 0
    until_ms = limit?.until.getTime() ?? 0
    schedule()
    if (was_standing && !limit) deps.over()
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

  return {
    load: (stored) => {
      limits = stored
      told = standingLimit(stored, new Date(0))
      until_ms = standingLimit(stored, now())?.until.getTime() ?? 0
      schedule()
    },
    connect: (to) => {
      connection = to
      void to?.readLimits()
    },
    heard: (said) => write(withSaid(limits, said, now())),
    beCautious: () => write(withCaution(limits, now())),
    stands: () => until_ms > 0 && until_ms > now().getTime(),
    check: () => {
      checking ??= (connection?.readLimits() ?? Promise.resolve(false)).then(() => {
        checking = null
      })
      return checking
    },
    get checking() {
      return checking
    }
  }
}
