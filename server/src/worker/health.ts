import type { WorkerHealth } from '../control/contract.ts'
import type { Clock } from '../lib/clock.ts'
import type { SessionRunner } from './session/contract.ts'

type Seen = Pick<SessionRunner, 'connected' | 'depth'> & {
  lease: Pick<SessionRunner['lease'], 'session_id' | 'epoch'>
}

/** What a worker tells of its sessions and of the time it has run and used. */
export const healthOf = (
  runners: Seen[],
  clock: Clock,
  began_ms: number,
  cpu_us: { user: number; system: number }
): Pick<WorkerHealth, 'uptime_s' | 'time_ms' | 'cpu_s' | 'sessions' | 'queue_depth'> => ({
  uptime_s: Math.round((clock.monotonic_ms() - began_ms) / 1000),
  time_ms: clock.now().getTime(),
  cpu_s: (cpu_us.user + cpu_us.system) / 1e6,
  sessions: runners.map(({ lease, connected }) => ({
    session_id: lease.session_id,
    epoch: lease.epoch,
    connected
  })),
  queue_depth: runners.reduce((sum, { depth }) => sum + depth, 0)
})
