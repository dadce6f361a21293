import type { Pacing } from '../../domain/pacing.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import type { Tracing } from '../../lib/tracing.ts'
import type { ClaimedMessage } from '../../queue/claim-outbound.ts'
import type { Connection } from '../../whatsapp/contract.ts'
import type { SessionJournal } from '../commit/journal.ts'
import type { OutgoingFiles } from '../files/outgoing-files.ts'
import type { SessionLimits } from '../session/limits.ts'
import type { FairScheduler } from './fair-scheduler.ts'

/** What a session can take now: so many, none less urgent than `rank_max`, sent at once or when the pace allows. */
export type Capacity = {
  limit: number
  rank_max: number
  begins: boolean
  /** Tells what was claimed for this connection from what was claimed for an earlier one. */
  connection: number
}

export type Sender = {
  capacity(): Capacity | null
  /** Takes what was claimed for this capacity. */
  take(messages: ClaimedMessage[], capacity: Capacity): void
  /** The messages in memory. */
  held(): string[]
  /** Sends through this connection until the next call; null: what is in memory goes back into the queue. */
  connect(connection: Connection | null): void
  /** Takes and begins nothing more. Resolves when what was begun is sent, or has failed. */
  finish(): Promise<void>
  /** Nothing is taken before this was called once. */
  pace(pacing: Pacing, sent: { chat_id: string; last_at: Date }[]): void
  /** Makes one of two chats of the same person, in the order in which the messages of both were accepted. */
  merge(from: string, jid: string): void
  readonly paced: 'unknown' | 'no' | 'yes'
  readonly depth: number
}

export type SenderDeps = {
  tenant_id: string
  journal: Pick<SessionJournal, 'add' | 'note' | 'settled'>
  scheduler: FairScheduler
  limits: Pick<SessionLimits, 'guarded' | 'judge' | 'refused' | 'sent' | 'hold'>
  /** Called when it is found that a chat is another's: that of the number behind a LID, or of the account behind a number. */
  chatMapped: (from: string, jid: string) => void
  /** Gives messages their files. */
  files: Pick<OutgoingFiles, 'prepare'>
  /** Called when it soon runs out and the queue has more. */
  onCapacity: () => void
  clock: Clock
  log: Log
  /** Where spans go; none where traces are off. */
  tracing?: Tracing | null | undefined
  stopped: AbortSignal
}
