import type { CallInput, CallName, CallOutput } from '../../control/calls.ts'
import type { SessionProxy } from '../../domain/proxy.ts'
import type { HeardKind } from '../../domain/session.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Db } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import type { Semaphore } from '../../lib/semaphore.ts'
import type { Tracing } from '../../lib/tracing.ts'
import type { ClaimedMessage } from '../../queue/claim-outbound.ts'
import type { Connection, ConnectionChange, Engine } from '../../whatsapp/contract.ts'
import type { ClientVersions } from '../client-versions.ts'
import type { Committer } from '../commit/committer.ts'
import type { Lease, SessionJournal } from '../commit/journal.ts'
import type { IncomingFiles } from '../files/incoming-files.ts'
import type { FileDeps } from '../files/shared.ts'
import type { FairScheduler } from '../sending/fair-scheduler.ts'
import type { Recovery } from '../sending/recovery.ts'
import type { Capacity, Sender } from '../sending/sender-contract.ts'
import type { SessionLimits } from './limits.ts'
import type { Stored } from './stored.ts'

/** What a session heard last, and when that was noted. */
export type Heard = { kind: HeardKind | null; at_ms: number; noted_ms: number }

export type MakeCall = <N extends CallName>(
  name: N,
  input: CallInput<N>,
  signal: AbortSignal
) => Promise<CallOutput<N>>

/** One session that a worker holds. */
export type SessionRunner = {
  readonly lease: Lease
  readonly connected: boolean
  /** What came last through its connections. */
  readonly heard: Heard
  readonly depth: number
  /** Over by itself: logged out, banned, or nobody scanned. */
  readonly finished: boolean
  /** It may not act any more, because its lease or its writes were refused. */
  readonly lost: boolean
  /** What it can take from the queue now; null: nothing. */
  capacity(): Capacity | null
  take(messages: ClaimedMessage[], capacity: Capacity): void
  /** The messages it has in memory. */
  held(): string[]
  /** Resolves when everything that happened so far is on disk. */
  settled(): Promise<void>
  readonly paced: Sender['paced']
  pace: Sender['pace']
  /** What has waited for the end of a limit goes back in the queue, before anything else is taken. */
  readonly releases: boolean
  release: () => Promise<void>
  /** Opens a new connection, at once also where a pause was waited for. Resolves when the old one is closed. */
  restart(): Promise<void>
  /** Its user has asked for a log-out: looks whether that still stands, connects for it if need be, and does it. */
  logout(): void
  /** Asks its connection something while a caller waits. Rejects with the AppError that the caller gets. */
  call: MakeCall
  /** There may be files to fetch. */
  lookForFiles(): void
  /** Sends nothing more, and resolves when WhatsApp has acknowledged what it was sent, or takes too long to. */
  finishSending(): Promise<void>
  /** Closes the socket and writes what is left. `stopped` records that the user wanted it. */
  stop(why: 'stopped' | 'moved'): Promise<void>
  /** Writes nothing from here on, because the session is somebody else's. Resolves when the socket is closed. */
  abandon(error: Error): Promise<void>
}

export type RunnerDeps = {
  db: Db
  engine: Engine
  committer: Committer
  log: Log
  clock: Clock
  scheduler: FairScheduler
  /** What a session goes through to log in: one that was just linked has more to do. */
  gates: { login: Semaphore; link: Semaphore }
  recovery: Recovery
  files: FileDeps
  versions: ClientVersions
  tracing?: Tracing | null | undefined
  /** Called when a session will soon have nothing left to send. */
  onCapacity: () => void
}

/** What the machine of a session acts through. */
export type LifecycleDeps = {
  runner: Pick<RunnerDeps, 'engine' | 'gates' | 'recovery' | 'versions' | 'clock'>
  log: Log
  journal: SessionJournal
  stored: Stored
  sender: Sender
  files: Pick<IncomingFiles, 'connect'>
  limits: SessionLimits
  /** Aborted when the session is given back. */
  life: AbortController
  /** Opens a connection that tells its changes there. */
  connect: (
    credentials: Buffer | null,
    proxy: SessionProxy | null,
    client_build: number,
    changed: (change: ConnectionChange) => void
  ) => Connection
  /** The connection before the first is closed. */
  before: Promise<void>
}
