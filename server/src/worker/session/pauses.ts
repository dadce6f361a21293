import { backoffMs } from '../../lib/retry.ts'
import type { PauseKind } from './machine.ts'

/** Between the beginnings of two connections, whoever asks for the second. */
export const pause_least_ms = 100
const codes_ms = 1_000
const failing = { first_ms: 500, most_ms: 60_000 }
const slow_ms = 15 * 60_000
const seldom_ms = 60 * 60_000
const after_end_ms = 1_000
/** A connection that ends sooner was no success: the server takes it and throws it out again. */
const lasting_ms = 5_000
const lasting_alone_ms = 5 * 60_000

/** How long a session waits before it opens its next connection. */
export type Pauses = {
  /** A connection is being opened. */
  opening(now_ms: number): void
  connected(now_ms: number): void
  /** It is not there any more; `replaced`: another program has taken its place. */
  closed(now_ms: number, replaced: boolean): void
  /** So long nothing may be opened, as every pause is at least. */
  least_ms(now_ms: number): number
  /** The next pause of this kind, which counts where it is a failure. A seldom one lasts as long as WhatsApp says, if it does. */
  next_ms(kind: PauseKind, now_ms: number, left_ms?: number): number
  /** Somebody has asked for a connection: what failed before is forgotten. */
  forget(): void
  /** The pause was cut short because others can connect; once, until this session is connected itself. */
  hurried(): void
  readonly may_hurry: boolean
  readonly failures: number
  /** How often in a row it was replaced. */
  readonly replaced: number
}

/** Failures are counted since the last success, and connections that were no success among those that were. */
export const createPauses = (random = Math.random): Pauses => {
  let opened_ms = Number.NEGATIVE_INFINITY
  let connected_ms: number | null = null
  let failures = 0
  let short_lived = 0
  let replaced = 0
  let may_hurry = true
  const leastMs = (now_ms: number): number => Math.max(0, opened_ms + pause_least_ms - now_ms)
  return {
    opening: (now_ms) => {
      opened_ms = now_ms
    },
    connected: (now_ms) => {
      connected_ms = now_ms
      failures = 0
      may_hurry = true
    },
    closed: (now_ms, by_another) => {
      const lived_ms = connected_ms === null ? 0 : now_ms - connected_ms
      if (connected_ms !== null) short_lived = lived_ms < lasting_ms ? short_lived + 1 : 0
      if (lived_ms >= lasting_alone_ms) replaced = 0
      if (by_another) replaced++
      connected_ms = null
    },
    least_ms: leastMs,
    next_ms: (kind, now_ms, left_ms = seldom_ms) => {
      const least_ms = Math.max(pause_least_ms, leastMs(now_ms))
      if (kind === 'link') return least_ms
      if (kind === 'codes') return Math.max(codes_ms, least_ms)
      if (kind === 'slow') return slow_ms
      // Right at its end a clock that is not ours may not be there yet.
      if (kind === 'seldom') return Math.max(left_ms + after_end_ms, least_ms)
      failures++
      const counted = Math.max(failures, short_lived)
      return Math.max(backoffMs(failing, counted, random), least_ms)
    },
    forget: () => {
      failures = 0
      short_lived = 0
    },
    hurried: () => {
      may_hurry = false
    },
    get may_hurry() {
      return may_hurry
    },
    get failures() {
      return failures
    },
    get replaced() {
      return replaced
    }
  }
}
