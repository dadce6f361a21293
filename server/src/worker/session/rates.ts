import { type CallInput, type CallName, type CallRate, definitionOf } from '../../control/calls.ts'
import { AppError } from '../../domain/errors.ts'
import { type Allowed, createTokenBucket, type TokenBucket } from '../../lib/token-bucket.ts'

/**
 * WhatsApp does not say how much a number may ask; those that look up thousands of strangers are restricted. A list of
 * customers can be checked at once, and goes on at the pace of somebody who adds them one by one.
 */
const allowed: Record<CallRate, Allowed> = {
  people: { burst: 500, per_s: 1 },
  questions: { burst: 100, per_s: 2 }
}

export type Rates = {
  /** Why the call must not be made now; null, and counted, when it may be. */
  refuse<N extends CallName>(name: N, input: CallInput<N>): AppError | null
  /** Takes note of what a call ended with, and gives it back: after WhatsApp has refused for a while nothing is asked. */
  note(name: CallName, error: unknown): unknown
}

/** Keeps a session from asking WhatsApp so much that its number is restricted, whoever asks through it. */
export const createRates = (monotonic_ms: () => number): Rates => {
  const buckets: Record<CallRate, TokenBucket> = {
    people: createTokenBucket(allowed.people, monotonic_ms),
    questions: createTokenBucket(allowed.questions, monotonic_ms)
  }
  return {
    refuse: (name, input) => {
      const { rate, counts_each } = definitionOf(name)
      const counted = new Map(Object.entries(input)).get(counts_each ?? '')
      const points = Array.isArray(counted) ? Math.max(1, counted.length) : 1
      const retry_after_s = rate ? buckets[rate].take(points) : 0
      if (retry_after_s === 0) return null
      return new AppError('session_rate_limited', { call: name }, { retry_after_s })
    },
    note: (name, error) => {
      const { rate } = definitionOf(name)
      if (rate && error instanceof AppError && error.code === 'whatsapp_rate_limited')
        buckets[rate].holdFor(error.retry_after_s ?? 0)
      return error
    }
  }
}
