import { session_calls } from '../control/calls.ts'
import { errors } from '../domain/errors.ts'
import { type Meters, meterTable } from '../lib/meters.ts'
import { media_meters } from '../media/meters.ts'
import { change_kinds } from '../schemas/messages/changes.ts'
import { kinds } from '../schemas/messages/kinds.ts'

/** What a service that answers HTTP counts, beside the requests. */
export const service_meters = meterTable({
  ...media_meters,
  gateway_messages_accepted_total: {
    type: 'counter',
    help: 'Messages that were accepted, and changes to messages, by kind.',
    labels: { kind: [...kinds, ...change_kinds].map(({ type }) => type) }
  },
  gateway_refused_requests_total: {
    type: 'counter',
    help: 'Requests that were answered with an error, by its code.',
    labels: { code: Object.keys(errors) }
  },
  gateway_live_calls_total: {
    type: 'counter',
    help: 'Questions to running sessions, by what came of them: ok, or the code of an error.',
    labels: { call: Object.keys(session_calls), outcome: ['ok', ...Object.keys(errors)] }
  },
  gateway_live_call_duration_seconds: {
    type: 'histogram',
    help: 'Time that questions to running sessions took, with what they waited for.',
    labels: { call: Object.keys(session_calls) },
    bounds: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
  }
})

export type ServiceMeters = Meters<typeof service_meters>
