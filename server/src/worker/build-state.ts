import { type ClientBuild, chooseBuilds, type KnownBuild } from '../domain/client-version.ts'

/** What a worker knows of the builds, and how far it relies on them. */
export type BuildState = {
  readonly known: KnownBuild[]
  /** What others found out has been read: it may spare a refused login. */
  readonly loaded: boolean
  /** A login succeeded since a connection was lost. */
  readonly proven: boolean
  /** The build that one connection tries though nobody has logged in with it. */
  readonly trying: ClientBuild | null
  /** How many logins were refused in a row. */
  readonly refusals: number
  /** When a refused build is tried again, by the worker's own clock. */
  readonly again_at_ms: number
}

export const nothing_known: BuildState = {
  known: [],
  loaded: false,
  proven: false,
  trying: null,
  refusals: 0,
  again_at_ms: 0
}

/** The build that the library brings along, or the one that the operator has set. */
export type OwnBuild = { build: ClientBuild; source: 'library' | 'setting' }

/** What the operator has set is never left for another. */
export const choiceOf = (
  known: KnownBuild[],
  { build, source }: OwnBuild
): ReturnType<typeof chooseBuilds> => {
  if (source === 'library') return chooseBuilds(known, build)
  const { refused } = chooseBuilds(
    known.filter((one) => one.build === build),
    build
  )
  return { current: build, candidate: null, refused }
}

/** So many connections at a time find out whether a build is accepted; the others follow when it is. */
const pathfinders_max = 2

export type NextAttempt = {
  build: ClientBuild
  /** `candidate`: nobody has logged in with it. `again`: it was refused before. */
  as: 'known' | 'candidate' | 'again'
}

/** The build to open a connection with, while so many have gone ahead and are waited for; null: not now. */
export const nextAttempt = (
  state: BuildState,
  own: OwnBuild,
  pathfinders: number,
  now_ms: number
): NextAttempt | null => {
  if (!state.loaded) return null
  const { current, candidate, refused } = choiceOf(state.known, own)
  if (candidate !== null && state.trying === null) return { build: candidate, as: 'candidate' }
  if (refused)
    return now_ms < state.again_at_ms || pathfinders > 0 ? null : { build: current, as: 'again' }
  return !state.proven && pathfinders >= pathfinders_max ? null : { build: current, as: 'known' }
}

/** An answer of WhatsApp that is no older than this says nothing new. */
const fresh_ms = 60_000

export const wasAcceptedLately = (known: KnownBuild[], build: ClientBuild, now: Date): boolean => {
  const at = known.find((one) => one.build === build)?.accepted_at
  return at ? now.getTime() - at.getTime() < fresh_ms : false
}

/** The same list with the newest answer about one build. */
export const withOutcome = (
  known: KnownBuild[],
  build: ClientBuild,
  outcome: 'accepted' | 'refused',
  at: Date
): KnownBuild[] => {
  const before = known.find((one) => one.build === build)
  return [
    ...known.filter((one) => one.build !== build),
    {
      build,
      accepted_at: outcome === 'accepted' ? at : (before?.accepted_at ?? null),
      refused_at: outcome === 'refused' ? at : (before?.refused_at ?? null)
    }
  ]
}

/** What all workers found out, and what this one did, which may not be written yet. */
export const mergeKnown = (loaded: KnownBuild[], own: KnownBuild[]): KnownBuild[] => {
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
