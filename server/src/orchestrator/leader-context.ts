import type { WorkerAddress, WorkerControl } from '../control/contract.ts'
import type { InstanceRow } from '../domain/instance.ts'
import type { Clock } from '../lib/clock.ts'
import type { Db } from '../lib/db.ts'
import type { KeyRing } from '../lib/key-ring.ts'
import type { KeyedTasks } from '../lib/keyed-tasks.ts'
import type { Log } from '../lib/log.ts'
import type { Decision } from './decision.ts'
import type { Address, Driver } from './drivers/contract.ts'
import type { Observations } from './observations.ts'
import type { Rules } from './rules.ts'

/** What an orchestrator is made of. */
export type OrchestratorDeps = {
  /** PostgreSQL as wa_system. */
  db: Db
  clock: Clock
  log: Log
  workers: WorkerControl
  /** Hears what each pass decides. */
  decided: (decision: Decision) => void
  driver: Driver
  master_key: KeyRing
  /** What the gateway seals the proxies of sessions with. */
  proxy_key: KeyRing
  /** The token of an instance's control port. */
  control_token: (instance_id: string) => string
  lease_seconds: number
  /** What every worker gets besides what is its own. */
  worker_environment: Record<string, string>
  rules: Rules
  timing: Timing
}

export type Timing = {
  health_every_ms: number
  start_ms_max: number
  drain_ms_max: number
}

/** The orchestrator that leads, with what it remembers as long as it does. */
export type Leader = OrchestratorDeps & {
  observations: Observations
  tasks: KeyedTasks
  /** Addresses of live instances, as of this pass. */
  addresses_taken: Address[]
  /** Asks for another pass. */
  again(): void
  /** Aborts when leadership is lost or the process stops. */
  over: AbortSignal
}

export const addressOf = (instance: InstanceRow): WorkerAddress => ({
  instance_id: instance.id,
  host: instance.host,
  port: instance.port
})
