import type { EventType } from '../../domain/events.ts'
import { limitsView } from '../../domain/limits.ts'
import { type MessageError, messageView } from '../../domain/message.ts'
import { type SessionStatus, sessionView } from '../../domain/session.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { endQueue } from '../../queue/ended-queues.ts'
import { completeOutbound } from '../../queue/outbound.ts'
import { putEvents } from '../../store/events/put.ts'
import { lockLeases } from '../../store/leases/renew.ts'
import { type ArrivedMessage, insertArrived } from '../../store/messages/arrive.ts'
import {
  deleteKeys,
  deleteLink,
  putCredentials,
  putKeys,
  type SealedKey
} from '../../store/protocol-keys.ts'
import {
  type ChangedSession,
  type SessionChange,
  updateSession
} from '../../store/sessions/advance.ts'
import { type Events, tell } from './commit-events.ts'
import { type LidChange, writeLids } from './commit-lids.ts'
import { type MessageChange, writeMessageChanges } from './commit-message-changes.ts'
import { type OutboundChange, writeOutbound } from './commit-outbound.ts'
import { writeProgress } from './commit-progress.ts'
import { putAside } from './put-aside.ts'

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
  | MessageChange
  /** It can be placed nowhere: kept as it is. */
  | { type: 'put_aside'; reason: string; fact: object }
  | { type: 'event'; event: EventType; data: Record<string, unknown> }
  /** Nothing that waits to be sent is sent any more; it fails in the background. */
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
    written()
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
const writeBatches = async (tx: Tx, batches: SessionBatch[]): Promise<() => void> => {
  const locked = lockLeases(tx, batches)
  const keys = writeKeys(tx, batches)
  const first = beginChanges(tx, batches)
  const writing = Promise.all([keys, first.written])
  // The rows of a session that is lost are refused; what counts is that it is.
  writing.catch(() => undefined)
  const held = new Set((await locked).map((lease) => lease.session_id))
  // step: leases locked
  const lost = batches.map((batch) => batch.session_id).filter((id) => !held.has(id))
  if (lost.length > 0) throw new LeasesLost(lost)
  await writing
  const { finished, afterwards } = await first.finish()
  return () => afterwards(finished)
}

/** `finished` have left the line; `afterwards` is called after the commit with all that have in the same transaction. */
export type WrittenChanges = { finished: string[]; afterwards: (finished: string[]) => void }

/** Writes changes, with their events. Keys and leases are the caller's business. */
export const writeChanges = async (tx: Tx, batches: SessionBatch[]): Promise<WrittenChanges> => {
  const first = beginChanges(tx, batches)
  await first.written
  return first.finish()
}

const beginChanges = (
  tx: Tx,
  batches: SessionBatch[]
): { written: Promise<unknown>; finish(): Promise<WrittenChanges> } => {
  const events: Events = new Map(batches.map((batch) => [batch.session_id, []]))
  // Messages are locked before their places in line, here as everywhere.
  const written = Promise.all([
    writeArrived(tx, batches, events),
    writeProgress(tx, batches, events),
    // What has just arrived may be under a LID whose number came right behind it.
    writeLids(tx, batches),
    writeMessageChanges(tx, batches, events),
    writeOutbound(tx, batches)
  ])
  return {
    written,
    finish: async () => {
      const [, finished, , , afterwards] = await written
      completeQueued(tx, finished)
      await writeSessions(tx, batches, events)
      putEvents(tx, [...events.values()].flat())
      return { finished, afterwards }
    }
  }
}

/** Writes keys and credentials; those of a session that was unlinked are deleted instead. */
export const writeKeys = async (tx: Tx, batches: SessionBatch[]): Promise<void> => {
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

const completeQueued = (tx: Tx, finished: string[]): void => {
  if (finished.length > 0) completeOutbound(tx, finished)
  // step: line cleared
}

const writeSessions = async (tx: Tx, batches: SessionBatch[], events: Events): Promise<void> => {
  for (const batch of batches) {
    for (const change of batch.changes) {
      if (change.type === 'put_aside') await putAside(tx, batch, change.fact, change.reason)
      if (change.type === 'event') tell(events, batch, change.event, change.data)
      if (change.type === 'session') {
        const row = await updateSession(tx, batch.session_id, change.change)
        if (row && change.event && isNews(row, change.event))
          tell(events, batch, change.event, dataOf(change.event, row))
      }
      if (change.type === 'fail_queued') {
        await endQueue(tx, batch, change.error)
      }
    }
  }
}

/** What is told each time it is said, as long as the session is in this status. */
const repeated: Partial<Record<EventType, SessionStatus>> = {
  'session.qr': 'qr',
  'session.passkey_required': 'passkey_required',
  'session.passkey_code': 'passkey_required'
}

const dataOf = (event: EventType, row: ChangedSession): Record<string, unknown> =>
  event === 'session.limited' ? { ...sessionView(row), limits: limitsView(row) } : sessionView(row)

/** A status is told when it comes, once; of codes and what has to be signed each. */
const isNews = (row: ChangedSession, event: EventType): boolean => {
  // Whoever records it knows that it is news.
  if (event === 'session.limited') return true
  if (event === 'session.unhealthy') return row.unhealthy_before === null
  if (event === 'session.healthy') return row.unhealthy_before !== null
  return row.status !== row.status_before || row.status === repeated[event]
}
