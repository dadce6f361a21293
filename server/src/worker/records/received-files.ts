import type { MediaReason, MediaRow } from '../../domain/media.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { mediaView } from '../../schemas/media.ts'
import { putEvents } from '../../store/events/put.ts'
import { type HeldLease, lockLeases } from '../../store/leases/renew.ts'
import { findSessionsWithFiles } from '../../store/media/due.ts'
import {
  failReceivedMedia,
  finishReceivedMedia,
  keepReceivedFile
} from '../../store/media/received.ts'

/** Which of these sessions have files that may be fetched now. */
export const sessionsWithFiles = (db: Db, session_ids: string[]): Promise<string[]> =>
  findSessionsWithFiles(db, session_ids)

/** Writes that the file is there, with its event. Where the tenant has no room for it, it is unavailable. */
export const finishFile = (
  db: Db,
  lease: HeldLease,
  row: MediaRow,
  file: { sha256: string; bytes: number }
): Promise<void> =>
  whileHeld(db, lease, async (tx) => {
    const { sha256, bytes } = file
    if (!(await keepReceivedFile(tx, lease.session_id, { sha256, bytes })))
      return tell(tx, await failReceivedMedia(tx, row.id, 'storage_full'))
    const mime_type = row.mime_type ?? 'application/octet-stream'
    tell(tx, await finishReceivedMedia(tx, { id: row.id, sha256, bytes, mime_type }))
    // step: fetched file ready
  })

/** Writes that the file cannot be had, and why, with its event. */
export const failFile = (
  db: Db,
  lease: HeldLease,
  row: MediaRow,
  reason: MediaReason
): Promise<void> =>
  whileHeld(db, lease, async (tx) => tell(tx, await failReceivedMedia(tx, row.id, reason)))

/** A worker that does not hold the session any more leaves it to the one that does. */
const whileHeld = (db: Db, lease: HeldLease, work: (tx: Tx) => Promise<void>): Promise<void> =>
  db.transaction(async (tx) => {
    if ((await lockLeases(tx, [lease])).length > 0) await work(tx)
  })

const tell = (tx: Tx, row: MediaRow | null): void => {
  if (!row) return
  const { tenant_id, session_id } = row
  const type = row.status === 'ready' ? 'media.ready' : 'media.unavailable'
  putEvents(tx, [{ tenant_id, session_id, type, data: mediaView(row) }])
}
