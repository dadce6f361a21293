import type { ClientBuild, KnownBuild } from '../domain/client-version.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { backoffMs, pause } from '../lib/retry.ts'
import { createWaiters } from '../lib/waiters.ts'
import {
  type BuildState,
  choiceOf,
  mergeKnown,
  type NextAttempt,
  nextAttempt,
  nothing_known,
  type OwnBuild,
  wasAcceptedLately,
  withOutcome
} from './build-state.ts'

/** One connection that is opened with a build. Exactly one of the three is called, once. */
export type BuildAttempt = {
  readonly build: ClientBuild
  /** WhatsApp accepted a login with it. */
  accepted(): void
  /** WhatsApp refused it as too old. */
  refused(): void
  /** The connection ended, or shows codes, without an answer to the question. */
  ended(): void
}

export type ClientVersions = {
  /** The build to open a connection with now; null: not now, wait. */
  attempt(): BuildAttempt | null
  /** Resolves when `attempt` may have another answer, or when the signal aborts. */
  wait(signal: AbortSignal): Promise<void>
  /** A connection was lost: whether the build is still accepted is open again. */
  lost(): void
  /** Whether WhatsApp refuses every build that is known. */
  readonly outdated: boolean
  /** When a refused one is tried again, if no newer one is found before. */
  readonly again_at: Date
  stop(): void
}

export type ClientVersionsOptions = {
  own: OwnBuild
  load: () => Promise<KnownBuild[]>
  record: (build: ClientBuild, outcome: 'accepted' | 'refused' | null) => Promise<void>
  clock: Clock
  log: Log
}

/** One that gets no answer is not waited for any longer than this. */
const pathfinder_ms_max = 2_000
const look_every_ms = 60_000
const look_every_outdated_ms = 2_000
/** How often a build that was refused is tried again by one session of the worker. */
const again = { first_ms: 60_000, most_ms: 900_000 }

/**
 * Which build of the client the sessions of one worker present to WhatsApp.
 *
 * proven → unproven (a connection was lost) → proven (a login succeeded), or → outdated (a login was refused). While it is not
 * proven two connections at a time go ahead. A newer build that nobody has logged in with is tried by one connection.
 * While all that are known are refused the sessions wait for a newer one, and one of them tries again now and then.
 */
export const createClientVersions = (options: ClientVersionsOptions): ClientVersions => {
  const { own, clock, log } = options
  const waiters = createWaiters()
  const pathfinders = createPathfinders(waiters.wake)
  let state: BuildState = nothing_known
  const change = (more: Partial<BuildState>): void => {
    state = { ...state, ...more }
  }
  const choice = (): ReturnType<typeof choiceOf> => choiceOf(state.known, own)
  const againAfter = (refusals: number): number => clock.monotonic_ms() + backoffMs(again, refusals)

  const looking = lookForBuilds(options, choice, (loaded) => {
    change({ known: mergeKnown(loaded, state.known), loaded: true })
    waiters.wake()
  })

  const remember = (build: ClientBuild, outcome: 'accepted' | 'refused'): void => {
    change({ known: withOutcome(state.known, build, outcome, clock.now()) })
    options
      .record(build, outcome)
      .catch((error) => log.warn({ err: error, build }, 'client version cannot be recorded'))
  }

  const accepted = (build: ClientBuild): void => {
    change({ proven: true, refusals: 0 })
    if (!wasAcceptedLately(state.known, build, clock.now())) remember(build, 'accepted')
    waiters.wake()
  }

  const refused = (build: ClientBuild): void => {
    const was_refused = choice().refused
    const refusals = state.refusals + 1
    change({ proven: false, refusals, again_at_ms: againAfter(refusals) })
    remember(build, 'refused')
    looking.hurry()
    if (!was_refused && choice().refused)
      log.error(
        { build },
        'WhatsApp refuses this version of its client as too old; sessions wait for a newer one'
      )
    waiters.wake()
  }

  const begin = ({ build, as }: NextAttempt): BuildAttempt => {
    if (as === 'candidate') change({ trying: build })
    if (as === 'again') change({ again_at_ms: againAfter(state.refusals + 1) })
    const leave = pathfinders.add(!state.proven)
    const settle = firstOf(() => {
      leave()
      if (as === 'candidate' && state.trying === build) change({ trying: null })
    })
    return {
      build,
      accepted: settle(() => accepted(build)),
      refused: settle(() => refused(build)),
      ended: settle(waiters.wake)
    }
  }

  const left_ms = (): number => Math.max(0, state.again_at_ms - clock.monotonic_ms())

  return {
    attempt: () => {
      const next = nextAttempt(state, own, pathfinders.count, clock.monotonic_ms())
      return next && begin(next)
    },
    wait: (signal) => waiters.wait((choice().refused && left_ms()) || pathfinder_ms_max, signal),
    lost: () => change({ proven: false }),
    get outdated() {
      return choice().refused
    },
    get again_at() {
      return new Date(clock.now().getTime() + left_ms())
    },
    stop: () => {
      looking.stop()
      waiters.wake()
    }
  }
}

/** Of several calls the first counts, after what is done in any case. */
const firstOf = (before: () => void): ((then: () => void) => () => void) => {
  let over = false
  return (then) => () => {
    if (over) return
    over = true
    before()
    then()
  }
}

/** Connections whose answer others wait for, each for a while: it still counts later, but nobody waits for it. */
const createPathfinders = (gone: () => void) => {
  const ahead = new Set<object>()
  return {
    get count(): number {
      return ahead.size
    },
    /** Returns the way to leave. One that does not go ahead of others leaves, too. */
    add: (goes_ahead: boolean): (() => void) => {
      const self = {}
      if (goes_ahead) ahead.add(self)
      const timer = setTimeout(() => {
        ahead.delete(self)
        gone()
      }, pathfinder_ms_max)
      return () => {
        clearTimeout(timer)
        ahead.delete(self)
      }
    }
  }
}

/** Reads again and again what is known of the builds, sooner while all are refused. */
const lookForBuilds = (
  { own, load, record, log }: ClientVersionsOptions,
  choice: () => ReturnType<typeof choiceOf>,
  found: (known: KnownBuild[]) => void
): { hurry(): void; stop(): void } => {
  const stopped = new AbortController()
  let hurry = new AbortController()

  const look = async (): Promise<void> => {
    const before = choice()
    found(await load())
    const { current: build, refused } = choice()
    if (before.current !== build || before.refused !== refused)
      log.info({ build, refused }, 'client version changed')
  }

  const looking = async (): Promise<void> => {
    await record(own.build, null).catch((error) =>
      log.warn({ err: error }, 'client version cannot be recorded')
    )
    while (!stopped.signal.aborted) {
      await look().catch((error) => log.debug({ err: error }, 'client versions cannot be read now'))
      hurry = new AbortController()
      await pause(
        choice().refused ? look_every_outdated_ms : look_every_ms,
        AbortSignal.any([stopped.signal, hurry.signal])
      )
    }
  }
  looking().catch((error) =>
    log.error({ err: error }, 'client versions are not looked at any more')
  )

  return { hurry: () => hurry.abort(), stop: () => stopped.abort() }
}
