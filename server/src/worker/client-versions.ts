import { type ClientBuild, chooseBuilds, type KnownBuild } from '../domain/client-version.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { backoffMs, pause } from '../lib/retry.ts'

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
  /** The build that the library brings along, or the one that the operator has set. */
  own: { build: ClientBuild; source: 'library' | 'setting' }
  load: () => Promise<KnownBuild[]>
  record: (build: ClientBuild, outcome: 'accepted' | 'refused' | null) => Promise<void>
  clock: Clock
  log: Log
}

/** So many connections at a time find out whether a build is accepted; the others follow when it is. */
const pathfinders_max = 2
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
  const stopped = new AbortController()
  let known: KnownBuild[] = []
  let loaded = false
  let proven = false
  let trying: ClientBuild | null = null
  let refusals = 0
  let again_at_ms = 0
  let hurry = new AbortController()
  const pathfinders = new Set<object>()
  const waiting = new Set<() => void>()

  const choice = (): ReturnType<typeof chooseBuilds> =>
    own.source === 'setting'
      ? {
          current: own.build,
          candidate: null,
          refused: chooseBuilds(
            known.filter((one) => one.build === own.build),
            own.build
          ).refused
        }
      : chooseBuilds(known, own.build)

  const wake = (): void => {
    for (const one of [...waiting]) one()
  }

  const remember = (build: ClientBuild, outcome: 'accepted' | 'refused'): void => {
    const at = clock.now()
    const before = known.find((one) => one.build === build)
    known = [
      ...known.filter((one) => one.build !== build),
      {
        build,
        accepted_at: outcome === 'accepted' ? at : (before?.accepted_at ?? null),
        refused_at: outcome === 'refused' ? at : (before?.refused_at ?? null)
      }
    ]
    options
      .record(build, outcome)
      .catch((error) => log.warn({ err: error, build }, 'client version cannot be recorded'))
  }

  const look = async (): Promise<void> => {
    const before = choice()
    known = merge(await options.load(), known)
    loaded = true
    const now = choice()
    if (before.current !== now.current || before.refused !== now.refused)
      log.info({ build: now.current, refused: now.refused }, 'client version changed')
    wake()
  }

  const looking = (async () => {
    await options
      .record(own.build, null)
      .catch((error) => log.warn({ err: error }, 'client version cannot be recorded'))
    while (!stopped.signal.aborted) {
      await look().catch((error) => log.debug({ err: error }, 'client versions cannot be read now'))
      hurry = new AbortController()
      await pause(
        choice().refused ? look_every_outdated_ms : look_every_ms,
        AbortSignal.any([stopped.signal, hurry.signal])
      )
    }
  })()
  looking.catch((error) => log.error({ err: error }, 'client versions are not looked at any more'))

  const accepted = (build: ClientBuild): void => {
    proven = true
    refusals = 0
    const before = known.find((one) => one.build === build)
    const fresh =
      before?.accepted_at && clock.now().getTime() - before.accepted_at.getTime() < 60_000
    if (!fresh) remember(build, 'accepted')
    wake()
  }

  const refused = (build: ClientBuild): void => {
    const was_refused = choice().refused
    proven = false
    refusals++
    again_at_ms = clock.monotonic_ms() + backoffMs(again, refusals)
    remember(build, 'refused')
    hurry.abort()
    if (!was_refused && choice().refused)
      log.error(
        { build },
        'WhatsApp refuses this version of its client as too old; sessions wait for a newer one'
      )
    wake()
  }

  const begin = (build: ClientBuild, is_candidate: boolean): BuildAttempt => {
    const self = {}
    let over = false
    const settle = (then: () => void): (() => void) => {
      return () => {
        if (over) return
        over = true
        clearTimeout(timer)
        pathfinders.delete(self)
        if (is_candidate && trying === build) trying = null
        then()
      }
    }
    if (is_candidate) trying = build
    if (!proven) pathfinders.add(self)
    // Its answer still counts when it comes, but nobody waits for it.
    const timer = setTimeout(() => {
      pathfinders.delete(self)
      wake()
    }, pathfinder_ms_max)
    return {
      build,
      accepted: settle(() => accepted(build)),
      refused: settle(() => refused(build)),
      ended: settle(wake)
    }
  }

  return {
    attempt: () => {
      // What others found out may spare a refused login.
      if (!loaded) return null
      const { current, candidate, refused: all_refused } = choice()
      if (candidate !== null && trying === null) return begin(candidate, true)
      if (all_refused) {
        if (clock.monotonic_ms() < again_at_ms || pathfinders.size > 0) return null
        again_at_ms = clock.monotonic_ms() + backoffMs(again, refusals + 1)
        return begin(current, false)
      }
      if (!proven && pathfinders.size >= pathfinders_max) return null
      return begin(current, false)
    },
    wait: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const left = choice().refused ? Math.max(0, again_at_ms - clock.monotonic_ms()) : 0
        const timer = setTimeout(done, left || pathfinder_ms_max)
        function done(): void {
          clearTimeout(timer)
          waiting.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        waiting.add(done)
        signal.addEventListener('abort', done, { once: true })
      }),
    lost: () => {
      proven = false
    },
    get outdated() {
      return choice().refused
    },
    get again_at() {
      const left_ms = Math.max(0, again_at_ms - clock.monotonic_ms())
      return new Date(clock.now().getTime() + left_ms)
    },
    stop: () => {
      stopped.abort()
      wake()
    }
  }
}

/** What this worker found out may not be written yet. */
const merge = (loaded: KnownBuild[], own: KnownBuild[]): KnownBuild[] => {
  const merged = new Map(loaded.map((one) => [one.build, one]))
  for (const { build, accepted_at, refused_at } of own) {
    const there = merged.get(build)
    merged.set(build, {
      build,
      accepted_at: later(there?.accepted_at ?? null, accepted_at),
      refused_at: later(there?.refused_at ?? null, refused_at)
    })
  }
  return [...merged.values()]
}

const later = (one: Date | null, other: Date | null): Date | null =>
  one === null || (other !== null && other > one) ? other : one
