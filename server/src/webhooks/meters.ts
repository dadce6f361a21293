import { type Meters, meterTable } from '../lib/meters.ts'
import type { Outcome } from './post.ts'

const outcomes = ['accepted', 'refused', 'unanswered', 'gone', 'not_sent'] as const

/** What is counted of the calls of webhooks. */
export const webhook_meters = meterTable({
  gateway_webhook_duration_seconds: {
    type: 'histogram',
    help: 'Time from the call of a webhook to its answer, by what came of it.',
    labels: { outcome: outcomes },
    bounds: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
  },
  gateway_webhook_postponed_total: {
    type: 'counter',
    help: 'Deliveries that found no place at their receiver and are tried again later.',
    labels: {}
  }
})

export type WebhookMeters = Pick<Meters<typeof webhook_meters>, 'count' | 'observe'>

/** What came of a call, in one word. */
export const outcomeName = (outcome: Outcome): (typeof outcomes)[number] => {
  if (outcome.ok) return 'accepted'
  if (outcome.gone) return 'gone'
  if (outcome.response_status !== null) return 'refused'
  return outcome.unanswered ? 'unanswered' : 'not_sent'
}
