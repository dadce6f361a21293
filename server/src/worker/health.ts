import type { WorkerHealth } from '../control/contract.ts'
import type { SessionRunner } from './session/contract.ts'

type Seen = Pick<SessionRunner, 'connected' | 'depth'> & {
  lease: Pick<SessionRunner['lease'], 'session_id' | 'epoch'>
}

/** What a worker tells of its sessions and of the time it has run and used. */
export const healthOf = (
  runners: Seen[],
  uptime_ms: number,
  cpu_us: { user: number; system: number }
): Pick<WorkerHealth, 'uptime_s' | 'cpu_s' | 'sessions' | 'queue_depth'> => ({
  uptime_s: Math.round(uptime_ms / 1000),
  cpu_s: (cpu_us.user + cpu_us.system) / 1e6,
  sessions: runners.map(({ lease, connected }) => ({
    session_id: lease.session_id,
    epoch: lease.epoch,
    connected
  })),
  queue_depth: runners.reduce((sum, { depth }) => sum + depth, 0)
})
