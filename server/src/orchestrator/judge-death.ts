import type { ExitCause } from './drivers/worker-exit.ts'

/** What is remembered of a session that was on workers when they crashed. */
export type Record = {
  /** Workers that crashed with it, one soon after the other, and how many of those had no other session. */
  deaths: number
  alone: number
  /** How often it was held back. */
  holds: number
}

/** A session that was on a worker which has crashed. */
export type Member = Record & {
  session_id: string
  /** How long ago the last one crashed; null: none has. */
  since_s: number | null
}

/** What becomes of it. */
export type Verdict = Record & {
  session_id: string
  /** The sessions that it shares its next worker with, and with no others; null: with anybody. */
  part: string | null
  /** For how long it is held back; null: it goes on. */
  hold_s: number | null
}

export type SuspectRules = {
  /** So many workers in a row must have crashed with a session before it is run apart from others. */
  deaths_max: number
  /** The first time that one is held back; each further time is three times as long. */
  hold_s: number
  /** A worker of sessions that run apart must have lived so long for them to be with others again. */
  quiet_s: number
}

export const suspect_rules: SuspectRules = { deaths_max: 3, hold_s: 300, quiet_s: 120 }

/** One that crashed a single worker may have been there by chance. */
const alone_max = 2
const hold_s_max = 24 * 3_600
const quiet_s_max = 1_800
/** What is farther apart than this is not "again and again". */
const window_s = 600

/** How long sessions with which so many workers have crashed must be quiet: longer each time, as what is slow to crash needs. */
export const quietFor = (deaths: number, rules: SuspectRules): number =>
  Math.min(quiet_s_max, rules.quiet_s * 2 ** Math.max(0, deaths - rules.deaths_max))

/**
 * A worker has crashed with these sessions on it: which of them did it? Those that the most workers in a row crashed with are
 * halved, and each half gets a worker of its own. The half with the culprit crashes again and is halved again, until the
 * culprit is alone and is held back; what it leaves behind is quiet. The counts tell who is suspected most, so it does
 * not matter who else was there meanwhile. One that is alone and may not be held back is not kept apart either: a worker for a
 * new part is started at once, and whoever is kept apart from nobody would have a new one with each crash.
 */
export const judgeDeath = (
  instance_id: string,
  members: Member[],
  rules: SuspectRules,
  may_hold = true
): Verdict[] => {
  const is_alone = members.length === 1
  const counted = members.map((one) => {
    const before = isRemembered(one, rules) ? one : { deaths: 0, alone: 0 }
    return {
      session_id: one.session_id,
      holds: one.holds,
      deaths: before.deaths + 1,
      alone: before.alone + Number(is_alone)
    }
  })
  const most = Math.max(0, ...counted.map((one) => one.deaths))
  const suspects = counted
    .filter((one) => one.deaths === most && most >= rules.deaths_max && (may_hold || !is_alone))
    .toSorted((one, other) => (one.session_id < other.session_id ? -1 : 1))
  const half = Math.ceil(suspects.length / 2)
  return counted.map((one) => {
    const place = suspects.indexOf(one)
    const part = place < 0 ? null : `${instance_id}.${place < half ? 1 : 2}`
    if (place < 0 || !is_alone || one.alone < alone_max) return { ...one, part, hold_s: null }
    const hold_s = Math.min(hold_s_max, rules.hold_s * 3 ** one.holds)
    return { ...one, holds: one.holds + 1, part, hold_s }
  })
}

/** One that was held back once is what it was until it has been forgotten. */
const isRemembered = ({ since_s, holds, deaths }: Member, rules: SuspectRules): boolean =>
  holds > 0 || (since_s !== null && since_s <= Math.max(window_s, 2 * quietFor(deaths, rules)))

/** What else there is while a worker ends. */
export type Surroundings = {
  /** Other workers that are up, and how many of them do not answer, or have ended just now. */
  others: number
  others_in_trouble: number
}

/**
 * Whether a worker's sessions may be what ended it: not where somebody ended it from outside, nor while most of the others are
 * in trouble too, as when the machine or the database is.
 */
export const isSuspicious = (
  cause: ExitCause | 'silent' | 'unknown',
  { others, others_in_trouble }: Surroundings
): boolean => {
  if (cause === 'ended' || cause === 'unknown') return false
  return others < 2 || others_in_trouble * 2 <= others
}

/**
 * Whether a session may be held back: where no other worker is well, workers may be what is broken, and there is nobody whom
 * it would be held back for.
 */
export const mayHold = ({ others, others_in_trouble }: Surroundings): boolean =>
  others > others_in_trouble
