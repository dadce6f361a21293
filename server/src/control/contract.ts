import type { PasskeyAssertion } from '../domain/passkey.ts'

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

export type WorkerHealth = {
  instance_id: string
  status: 'running' | 'draining'
  uptime_s: number
  memory_rss_bytes: number
  cpu_s: number
  sessions: { session_id: string; epoch: number; connected: boolean }[]
  queue_depth: number
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

/** What others ask of a worker over its control port. Each call throws AppError('worker_unreachable') when nobody answers. */
export type WorkerControl = {
  health(address: WorkerAddress): Promise<WorkerHealth>
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
  pairingCode(
    address: WorkerAddress,
    session_id: string,
    phone_number: string
  ): Promise<{ code: string; expires_at: string }>
  /** Hands in what the owner of a number has signed; taken once, else AppError('passkey_not_asked'). */
  submitPasskey(
    address: WorkerAddress,
    session_id: string,
    signed: { assertion: PasskeyAssertion; trusted: boolean }
  ): Promise<void>
  /** The codes were found equal; AppError('passkey_code_not_shown') where there is none to compare. */
  confirmPasskey(address: WorkerAddress, session_id: string): Promise<void>
  /** Tells the worker that its queue has something new. Never throws, never waits: the worker looks by itself once a second. */
  poke(address: WorkerAddress): void
  /** The worker takes nothing new, releases all its sessions and exits. */
  drain(address: WorkerAddress): Promise<void>
}

/** The routes of the control port, all under a bearer token made by `controlToken`. */
export const control_paths = {
  health: 'GET /health',
  assign: 'POST /sessions',
  release: 'DELETE /sessions/:session_id?why=stopped|moved',
  restart: 'POST /sessions/:session_id/restart',
  logout: 'POST /sessions/:session_id/logout',
  pairing_code: 'POST /sessions/:session_id/pairing-code',
  passkey: 'POST /sessions/:session_id/passkey',
  passkey_confirm: 'POST /sessions/:session_id/passkey/confirm',
  poke: 'POST /poke',
  drain: 'POST /drain'
} as const
