import type { DueDelivery } from './records/load.ts'
import type { AttemptMade } from './records/record.ts'
import { retryAfterSeconds } from './retry-schedule.ts'
import type { Sent } from './send-delivery.ts'

/** What is recorded of an attempt, with when the next one is due. */
export const attemptOf = (
  delivery: DueDelivery,
  outcome: Sent,
  drained: boolean,
  random = Math.random
): AttemptMade => {
  const retry_s =
    outcome.ok || outcome.gone
      ? null
      : retryAfterSeconds(delivery.attempts + 1, outcome.retry_after_s, random)
  return {
    ...placeOf(delivery),
    status: outcome.ok ? 'succeeded' : retry_s === null ? 'failed' : 'pending',
    counts: true,
    response_status: outcome.response_status,
    response_ms: outcome.response_ms,
    response_body: outcome.response_body,
    request: outcome.request,
    error: outcome.error,
    retry_s,
    drained,
    gone: outcome.gone,
    retry_after_s: outcome.retry_after_s,
    failed_before: delivery.consecutive_failures > 0
  }
}

/** Nothing was sent, because the webhook is off. */
export const switchedOff = (delivery: DueDelivery): AttemptMade => ({
  ...placeOf(delivery),
  status: 'failed',
  counts: false,
  response_status: null,
  response_ms: null,
  response_body: null,
  request: null,
  error: 'The webhook is disabled.',
  retry_s: null,
  drained: true,
  gone: false,
  retry_after_s: null,
  failed_before: true
})

const placeOf = (delivery: DueDelivery) => ({
  delivery_id: delivery.id,
  webhook_id: delivery.webhook_id,
  session_id: delivery.session_id,
  seq: delivery.seq,
  in_backlog: delivery.in_backlog,
  batch_id: null
})
