import { gate_outcomes } from '../domain/gate-meters.ts'
import { type Meters, meterTable } from '../lib/meters.ts'

/** What docker-gate counts of the calls that it is asked for. */
export const gate_meters = meterTable({
  gateway_docker_calls_total: {
    type: 'counter',
    help: 'Calls that docker-gate was asked for. refused: none of its list, or a body that is not allowed; not_ours: on what belongs to another installation.',
    labels: { outcome: gate_outcomes }
  },
  gateway_docker_call_duration_seconds: {
    type: 'histogram',
    help: 'Time of the engine until its answer begins.',
    labels: {},
    bounds: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
  }
})

export type GateMeters = Meters<typeof gate_meters>
