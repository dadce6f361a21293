import type { EventType } from '../../domain/events.ts'
import {
  type MessageError,
  type MessageRow,
  type MessageStatus,
  messageView,
  status_rank
} from '../../domain/message.ts'
import { sessionView } from '../../domain/session.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { type NewEvent, putEvents } from '../../queue/events.ts'
import { failQueued, finishOutbound } from '../../queue/outbound.ts'
import {
  deleteKeys,
  deleteLink,
  putCredentials,
  putKeys,
  type SealedKey
} from '../../store/protocol-keys.ts'
import { lockLeases } from '../../store/worker-leases.ts'
import {
  type ArrivedMessage,
  advanceMessages,
  insertArrived,
  type Progress
} from '../../store/worker-messages.ts'
import { type SessionChange, updateSession } from '../../store/worker-sessions.ts'
import { type LidChange, writeLids } from './commit-lids.ts'
import { type OutboundChange, writeOutbound } from './commit-outbound.ts'

/** What happened in one session, in order. */
export type Change =
  | { type: 'arrived'; message: ArrivedMessage }
  | {
      type: 'progress'
      whatsapp_id: string
      status: 'sent' | 'delivered' | 'read' | 'failed'
      at: Date
      error?: MessageError
    }
  | { type: 'session'; change: SessionChange; event: EventType | null }
  | OutboundChange
  | LidChange
  | { type: 'event'; event: EventType; data: Record<string, unknown> }
  /** Everything still waiting to be sent fails. */
  | { type: 'fail_queued'; error: MessageError }
  /** The link is gone: its credentials and keys are deleted. */
  | { type: 'unlink' }

export type SessionBatch = {
  session_id: string
  tenant_id: string
  epoch: number
  keys: SealedKey[]
  credentials: Buffer | null
  changes: Change[]
}

/**
 * Writes what happened in several sessions in one transaction: keys, messages, states, their events and the deliveries
 * that follow. Returns the sessions whose lease is not this worker's any more; of those nothing is written.
 */
export const commitBatch = async (db: Db, batches: SessionBatch[]): Promise<{ lost: string[] }> => {
  const lost = new Set<string>()
  for (;;) {
    const mine = batches.filter((batch) => !lost.has(batch.session_id))
    if (mine.length === 0) return { lost: [...lost] }
    const written = await db
      .transaction((tx) => writeBatches(tx, mine))
      .catch((error: unknown) => {
        if (!(error instanceof LeasesLost)) throw error
        for (const session_id of error.session_ids) lost.add(session_id)
        return undefined
      })
    if (!written) continue
    written.afterwards()
    return { lost: [...lost] }
  }
}

/** Nothing was written: these sessions are somebody else's. */
class LeasesLost extends Error {
  readonly session_ids: string[]
  constructor(session_ids: string[]) {
    super('leases are not held any more')
    this.session_ids = session_ids
  }
}

// What does not wait for each other's answers travels together, the look at the leases first: that one is lost is rare, and
// then the others begin again without it.
const writeBatches = async (
  tx: Tx,
  batches: SessionBatch[]
): Promise<{ afterwards: () => void }> => {
  const events: Events = new Map(batches.map((batch) => [batch.session_id, []]))
  const locked = lockLeases(tx, batches)
  // Messages are locked before their places in line, here as everywhere.
  const writing = Promise.all([
    writeKeys(tx, batches),
    writeArrived(tx, batches, events),
    writeProgress(tx, batches, events),
    // What has just arrived may be under a LID whose number came right behind it.
    writeLids(tx, batches),
    writeOutbound(tx, batches)
  ])
  // The rows of a session that is lost are refused; what counts is that it is.
  writing.catch(() => undefined)
  const held = new Set((await locked).map((lease) => lease.session_id))
  // step: leases locked
  const lost = batches.map((batch) => batch.session_id).filter((id) => !held.has(id))
  if (lost.length > 0) throw new LeasesLost(lost)
  const [, , finished, , tellMarked] = await writing
  clearLine(tx, finished)
  await writeSessions(tx, batches, events)
  putEvents(tx, [...events.values()].flat())
  return { afterwards: () => tellMarked(finished) }
}

type Events = Map<string, NewEvent[]>

const tell = (
  events: Events,
  batch: { session_id: string; tenant_id: string },
  type: EventType,
  data: Record<string, unknown>
): void => {
  events
    .get(batch.session_id)
    ?.push({ tenant_id: batch.tenant_id, session_id: batch.session_id, type, data })
}

const writeKeys = async (tx: Tx, batches: SessionBatch[]): Promise<void> => {
  const kept = batches.filter((batch) => !batch.changes.some((change) => change.type === 'unlink'))
  const keys = kept.flatMap((batch) => batch.keys)
  const put = keys.filter((key): key is SealedKey & { sealed: Buffer } => key.sealed !== null)
  const gone = keys.filter((key) => key.sealed === null)
  const credentials = kept.flatMap((batch) =>
    batch.credentials ? [{ ...batch, sealed: batch.credentials }] : []
  )
  const unlinked = batches.filter((batch) => !kept.includes(batch))
  await Promise.all([
    put.length > 0 && putKeys(tx, put),
    gone.length > 0 && deleteKeys(tx, gone),
    credentials.length > 0 && putCredentials(tx, credentials),
    unlinked.length > 0 &&
      deleteLink(
        tx,
        unlinked.map((batch) => batch.session_id)
      )
  ])
  // step: keys written
}

const writeArrived = async (tx: Tx, batches: SessionBatch[], events: Events): Promise<void> => {
  // The same message twice in one batch would meet itself: the later one is what is known best.
  const arrived = new Map<string, ArrivedMessage>()
  for (const batch of batches) {
    for (const change of batch.changes) {
      if (change.type !== 'arrived') continue
      const { session_id, direction, whatsapp_id, status } = change.message
      const name = `${session_id} ${direction} ${whatsapp_id}`
      if (status !== 'undecryptable' || !arrived.has(name)) arrived.set(name, change.message)
    }
  }
  if (arrived.size === 0) return
  const rows = await insertArrived(tx, [...arrived.values()])
  // step: arrived messages written
  for (const row of rows) {
    if (row.status !== 'undecryptable')
      tell(
        events,
        row,
        row.direction === 'inbound' ? 'message.received' : 'message.sent',
        messageView(row)
      )
  }
}

/** Returns the messages that are finished and leave the line. */
const writeProgress = async (
  tx: Tx,
  batches: SessionBatch[],
  events: Events
): Promise<string[]> => {
  const merged = new Map<string, Progress>()
  for (const batch of batches) {
    for (const change of batch.changes) {
      if (change.type !== 'progress') continue
      const name = `${batch.session_id} ${change.whatsapp_id}`
      merged.set(name, mergeProgress(merged.get(name), batch.session_id, change))
    }
  }
  if (merged.size === 0) return []
  const rows = await advanceMessages(tx, [...merged.values()])
  // step: progress written
  for (const row of rows) tellProgress(events, row)
  return rows.filter((row) => row.before === 'queued').map((row) => row.id)
}

const clearLine = (tx: Tx, finished: string[]): void => {
  if (finished.length > 0) finishOutbound(tx, finished)
  // step: line cleared
}

const mergeProgress = (
  before: Progress | undefined,
  session_id: string,
  change: Extract<Change, { type: 'progress' }>
): Progress => {
  const rank = status_rank[change.status]
  const next: Progress = before ?? {
    session_id,
    whatsapp_id: change.whatsapp_id,
    status: change.status,
    rank,
    sent_at: null,
    delivered_at: null,
    read_at: null,
    failed_at: null,
    error: null
  }
  if (rank > next.rank) Object.assign(next, { status: change.status, rank })
  next[`${change.status}_at`] ??= change.at
  next.error ??= change.error ?? null
  return next
}

/** One event for each step a message went, also when a later receipt overtook an earlier one; of one that failed only that. */
const tellProgress = (events: Events, row: MessageRow & { before: MessageStatus }): void => {
  if (row.status === 'failed') {
    tell(events, row, 'message.failed', messageView(row))
    return
  }
  for (const step of ['sent', 'delivered', 'read'] as const) {
    if (
      status_rank[step] > status_rank[row.before] &&
      status_rank[step] <= status_rank[row.status]
    ) {
      tell(events, row, `message.${step}`, messageView({ ...row, status: step }))
    }
  }
}

const writeSessions = async (tx: Tx, batches: SessionBatch[], events: Events): Promise<void> => {
  for (const batch of batches) {
    for (const change of batch.changes) {
      if (change.type === 'event') tell(events, batch, change.event, change.data)
      if (change.type === 'session') {
        const row = await updateSession(tx, batch.session_id, change.change)
        if (row && change.event) tell(events, batch, change.event, sessionView(row))
      }
      if (change.type === 'fail_queued') {
        for (const row of await failQueued(tx, batch.session_id, change.error))
          tell(events, batch, 'message.failed', messageView(row))
      }
    }
  }
}
