import type { InstanceRow } from '../../domain/instance.ts'

/** A worker to be started. */
export type WorkerSpec = {
  instance_id: string
  host: string
  port: number
  /** What the plan allows a worker of its own; null for shared workers. */
  limits: { cpu_millis: number; memory_mb: number } | null
  environment: Record<string, string>
}

export type Known = Pick<InstanceRow, 'id' | 'host' | 'port' | 'reference'>

/**
 * How a driver sees a worker. Only `gone` allows others to take its sessions at once; `unknown` (a worker of another
 * machine, say) never does.
 */
export type Seen = 'running' | 'gone' | 'unknown'

/** Where workers run. The database says what should run; a driver only does and tells. */
export type Driver = {
  name: string
  /** What is noted for a worker of this driver before it is started: enough to tell later whether it is one of ours. */
  claim(): string
  /** Whether somebody else has the address: then no worker is started there. */
  addressTaken(host: string, port: number): Promise<boolean>
  /** Starts a worker and gives its reference. From then on its end is told to `ended`. */
  start(spec: WorkerSpec): Promise<string>
  /** Asks for the end of a worker (`ask`) or makes it happen (`force`). Resolves before it is gone. */
  stop(instance: Known, how: 'ask' | 'force'): Promise<void>
  look(instance: Known): Promise<Seen>
  /** The workers that run, by instance, with their references; also those whose reference was never noted. */
  list(): Promise<Map<string, string>>
  /** From now on the end of a worker that was started by somebody else is told to `ended` as well. */
  watch(instance: Known): void
  /** How it ended, in words, when that is known. It is told once, and then all of it is forgotten. */
  exitReason(instance: Known): string | null
  /** The last of what it logged itself, and nothing of others; empty when that is not known. */
  logs(instance: Known, bytes_max: number): Promise<string>
  /** Ends every worker that it has started or watches, and resolves when they are gone. */
  endAll(): Promise<void>
  /** Tells nobody anything any more. What runs goes on running. */
  close(): void
}

export type DriverOptions = { ended: (instance_id: string) => void }
