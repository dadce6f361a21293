import type { Reading } from '../lib/meters.ts'
import type { CallInput, CallName, CallOutput } from './calls.ts'

/** Where an instance's control port is. */
export type WorkerAddress = { instance_id: string; host: string; port: number }

/** A session given to a worker: it may hold the socket as long as the lease of this epoch is its own. */
export type Assignment = {
  session_id: string
  tenant_id: string
  epoch: number
  /** The session's own key, base64: opens its credentials and nothing else. */
  key: string
}

export type WorkerReadings = Pick<Reading, 'name' | 'series'>[]

export type WorkerHealth = {
  instance_id: string
  /** `ending`: it was told to end, and works on until its sessions were moved; `draining`: it lets go of all of them. */
  status: 'running' | 'ending' | 'draining'
  uptime_s: number
  memory_rss_bytes: number
  cpu_s: number
  sessions: { session_id: string; epoch: number; connected: boolean }[]
  queue_depth: number
  /** The time of day and the disk of its host, as it sees them; unset: a version that does not tell. */
  time_ms?: number
  disk_free_mb?: number | null
  /** What came so far and became no message. What was refused or had no place stands in refused_facts. */
  facts: {
    refused: number
    unplaced: number
    status_posts: number
    /** Edits and deletions by others than the author, or of messages that never came. */
    ignored_changes: number
    /** Stanzas of kinds that nobody here knows, by tag. They were acknowledged. */
    unknown_stanzas: Record<string, number>
  }
}

/**
 * What others ask of a worker over its control port. Each throws AppError('worker_unreachable') when nobody answers.
 * Everything but `call` decides where and whether a session runs: it is there in every state, also without a connection,
 * and stands in rows that outlive the request. A log-out is such a command too: it may have to wait for a connection, and
 * whichever worker has the session later sees to it.
 */
export type WorkerControl = {
  health(address: WorkerAddress): Promise<WorkerHealth>
  /** What it has counted since it began, by meters and labels that are not to be trusted. */
  metrics(address: WorkerAddress): Promise<WorkerReadings>
  /** The last lines of its log, from the oldest on, as they were written. They may tell of any session that it holds. */
  logs(address: WorkerAddress): Promise<string[]>
  /** Hands over sessions. Those it has already (same epoch) are left alone. */
  assign(address: WorkerAddress, assignments: Assignment[]): Promise<void>
  /**
   * Resolves when the session's socket is closed and its lease given back. `stopped` records the status, `moved` does not.
   * A session that is wanted again is not stopped: AppError('session_wanted').
   */
  release(address: WorkerAddress, session_id: string, why: 'stopped' | 'moved'): Promise<void>
  /** Closes the socket and opens it again. */
  restart(address: WorkerAddress, session_id: string): Promise<void>
  /** The session's user has asked for a log-out: the worker sees to it. What became of it stands in the session. */
  logout(address: WorkerAddress, session_id: string): Promise<void>
  /**
   * Asks the connection of a session something, as calls.ts lists it. When the signal aborts the worker stops working at it,
   * and the call ends with AppError('request_canceled').
   */
  call<N extends CallName>(
    address: WorkerAddress,
    session_id: string,
    name: N,
    input: CallInput<N>,
    signal?: AbortSignal
  ): Promise<CallOutput<N>>
  /** Tells the worker that its queue has something new. Never throws, never waits: the worker looks by itself once a second. */
  poke(address: WorkerAddress): void
  /** The worker takes nothing new, releases all its sessions and exits. */
  drain(address: WorkerAddress): Promise<void>
}
