import type { Db } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import type { ClaimedMessage } from '../queue/claim-outbound.ts'
import type { Engine } from '../whatsapp/contract.ts'
import type { Committer } from './committer.ts'
import type { Gate } from './gate.ts'
import type { Lease } from './journal.ts'
import type { Recovery } from './recovery.ts'
import type { Appetite, Sender } from './sender.ts'
import type { Turns } from './turns.ts'

/** One session that a worker holds. */
export type SessionRunner = {
  readonly lease: Lease
  readonly connected: boolean
  readonly depth: number
  /** Over by itself: logged out, banned, or nobody scanned. */
  readonly finished: boolean
  /** It may not act any more, because its lease or its writes were refused. */
  readonly lost: boolean
  /** What it can take from the queue now; null: nothing. */
  appetite(): Appetite | null
  take(messages: ClaimedMessage[], appetite: Appetite): void
  /** The messages it has in memory. */
  held(): string[]
  /** Resolves when everything that happened so far is on disk. */
  settled(): Promise<void>
  readonly paced: Sender['paced']
  pace: Sender['pace']
  restart(): Promise<void>
  logout(): Promise<void>
  requestPairingCode(phone_number: string): Promise<string>
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
  turns: Turns
  /** What a session goes through to log in: one that was just linked has more to do. */
  gates: { login: Gate; link: Gate }
  recovery: Recovery
  /** Called when a session will soon have nothing left to send. */
  hungry: () => void
}
