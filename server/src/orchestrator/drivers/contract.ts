import type { InstanceMode, InstanceRow } from '../../domain/instance.ts'
import type { WorkerExit } from './worker-exit.ts'

/** Where a worker listens: for gateways and the orchestrator, from wherever they run. */
export type Address = { host: string; port: number }

/** What a worker may use: processor, memory, processes with their threads, and disk for its log. */
export type WorkerLimits = {
  cpu_millis: number
  memory_mb: number
  pids_max: number
  log_mb: number
}

/** A worker to be started. */
export type WorkerSpec = {
  instance_id: string
  /** Whose sessions it is for. Where drivers keep workers apart, those of different tenants never reach each other. */
  mode: InstanceMode
  tenant_id: string | null
  /** What the plan allows a worker of its own; null for shared workers. */
  limits: WorkerLimits | null
  /** What the worker is told. The driver adds WORKER_HOST and WORKER_PORT, where it is to listen. */
  environment: Record<string, string>
  /** Addresses of live instances. A driver that chooses among addresses gives none of these. */
  taken: Address[]
}

/** What a driver calls a worker (a process, a container, a task), and where it listens. */
export type StartedWorker = Address & { reference: string }

/** A worker that was found again. The address is null when it cannot be told from what runs. */
export type FoundWorker = { reference: string; address: Address | null }

export type Known = Pick<InstanceRow, 'id' | 'reference'>

/**
 * How a driver sees a worker. Only `gone` allows others to take its sessions at once, so it is said only when the worker's
 * sockets are closed; `unknown` (a worker of another machine, say) never does.
 */
export type WorkerState = 'running' | 'gone' | 'unknown'

/** Nothing was started, because no address or nothing else that a worker needs is left. */
export class NoRoomError extends Error {}

/** The machine was lost on which the worker was to start: nothing is wrong with the worker, and another machine may start it. */
export class MachineLostError extends Error {}

/**
 * Where workers run. The database says what should run; a driver starts and ends workers and says what it sees. It keeps
 * nothing that the next orchestrator could not find out: after the orchestrator was killed another one finds its workers
 * by what runs (a command line, a container's name or label) and goes on with them.
 *
 * One worker of an instance, never two: the instance id names it (the process's argument, the container
 * `whatsapp-worker-<instance_id>`). A worker that no orchestrator asks for its health ends by itself.
 */
export type Driver = {
  name: string
  /** What is noted for a worker of this driver before it is started: enough to tell later whether it is one of ours. */
  claim(): string
  /** Whether workers for all of these instances could be started now. May turn out wrong: `start` rejects then. */
  hasRoom(instance_ids: string[], taken: Address[]): Promise<boolean>
  /**
   * Starts a worker and says where it is going to listen; that it answers is not waited for. From then on its end is told
   * to `ended`. Rejects with NoRoomError when there is no address left, and starts nothing when it rejects.
   */
  start(spec: WorkerSpec): Promise<StartedWorker>
  /** Asks for the end of a worker (`ask`) or makes it happen (`force`). Resolves before it is gone; one that is gone is fine. */
  stop(instance: Known, how: 'ask' | 'force'): Promise<void>
  /** How the worker is now. One that has a claim for reference is looked for. */
  state(instance: Known): Promise<WorkerState>
  /** The workers that run, by instance; also those whose reference was never noted. */
  find(): Promise<Map<string, FoundWorker>>
  /** From now on the end of a worker that was started by another orchestrator is told to `ended` as well. */
  watch(instance: Known): void
  /** How it ended, when that is known. It is told once, and then all of it is forgotten. */
  exit(instance: Known): WorkerExit | null
  /** The last of what it logged itself, and nothing of others; empty when that is not known. */
  logs(instance: Known, bytes_max: number): Promise<string>
  /**
   * Takes away what is left of workers that are no instance any more, and ends those of its own that still run: the
   * instances that are named are all that there are. What may belong to others is left alone.
   */
  tidy(live_ids: Set<string>): Promise<void>
  /** Ends every worker that it has started or watches, and resolves when they are gone. */
  endAll(): Promise<void>
  /** Tells nobody anything any more. What runs goes on running. */
  close(): void
}

export type DriverOptions = { ended: (instance_id: string) => void }
