import type { InstanceMode, InstanceRow } from '../domain/instance.ts'
import type { WaitingForWorker } from '../domain/session.ts'
import type { Limits } from './pool-key.ts'
import type { Placement } from './records/load.ts'

export type Release = {
  instance: InstanceRow
  session_id: string
  epoch: number
  why: 'stopped' | 'moved'
}

export type Start = {
  pool: string
  mode: InstanceMode
  tenant_id: string | null
  limits: Limits
  /** Most workers that the plan of the tenant allows. */
  workers_max: number | null
  session_ids: string[]
  /** Its worker is for the sessions of this part alone. */
  part: string | null
  reason: string
}

/** An instance that is to end, and why. */
export type Ending = { instance: InstanceRow; reason: string }

/** Sessions for which there is no worker, and why: both are tried again by themselves. */
export type Waiting = {
  reason: Extract<WaitingForWorker, 'no_capacity' | 'worker_unavailable'>
  sessions: Placement[]
}

/** What one pass is going to do. */
export type Decision = {
  /** Sessions for an instance that is there. */
  place: Map<string, string[]>
  /** Sessions that go from a worker that has them to another that is up. */
  move: Map<string, string[]>
  /** Instances to be made, with the sessions they are made for. */
  start: Start[]
  /** Sessions that an instance should have and has not. */
  host: Map<InstanceRow, Placement[]>
  release: Release[]
  /** Sessions that are neither wanted nor hosted. */
  unplace: string[]
  waiting: Waiting[]
  /** Instances that have not answered for too long. */
  kill: Ending[]
  /** Instances that nobody needs any more. */
  drain: Ending[]
  /** Instances whose sessions are to move to others, because fewer are enough. */
  retire: Ending[]
  /** When something that waits may go on. */
  again_ms: number
}
