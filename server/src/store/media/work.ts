import { mediaColumns, renditionColumns } from '../../domain/columns.ts'
import type {
  MediaDetails,
  MediaPurpose,
  MediaReason,
  MediaRow,
  RenditionRow
} from '../../domain/media.ts'
import type { Tx } from '../../lib/db.ts'

/** A file that is being worked on; null: it has gone, or that is done. */
export const findProcessing = async (
  tx: Pick<Tx, 'query'>,
  id: string
): Promise<MediaRow | null> => {
  const [row] = await tx.query<MediaRow>(
    `select ${mediaColumns()} from media where id = $1 and status = 'processing'`,
    [id],
    'find_processing_media'
  )
  return row ?? null
}

/** What a row is given when its file is there. */
export type ReadyFile = { sha256: string; bytes: number; mime_type: string } & MediaDetails

/** The file is there and examined. Null when the row has gone. Whoever wants to send it waits until the end of the transaction. */
export const setMediaReady = async (
  tx: Tx,
  id: string,
  file: ReadyFile
): Promise<MediaRow | null> => {
  const [row] = await tx.query<MediaRow>(
    `update media set status = 'ready', sha256 = $2, bytes = $3, mime_type = $4, width = $5, height = $6, seconds = $7,
       page_count = $8, thumbnail = $9, waveform = $10, origin = null
     where id = $1 and status = 'processing' returning ${mediaColumns()}`,
    [
      id,
      file.sha256,
      file.bytes,
      file.mime_type,
      file.width,
      file.height,
      file.seconds,
      file.page_count,
      file.thumbnail,
      file.waveform
    ],
    'set_media_ready'
  )
  return row ?? null
}

export const setMediaUnavailable = async (
  tx: Tx,
  id: string,
  reason: MediaReason
): Promise<MediaRow | null> => {
  const [row] = await tx.query<MediaRow>(
    `update media set status = 'unavailable', reason = $2, origin = null
     where id = $1 and status = 'processing' returning ${mediaColumns()}`,
    [id, reason],
    'set_media_unavailable'
  )
  return row ?? null
}

/** Takes the row of a file, so that nobody asks for it to be sent until the end of the transaction. */
export const holdMedia = async (tx: Tx, id: string): Promise<MediaRow | null> => {
  const [row] = await tx.query<MediaRow>(
    `select ${mediaColumns()} from media where id = $1 for no key update`,
    [id],
    'hold_media'
  )
  return row ?? null
}

export const findRendition = async (
  tx: Pick<Tx, 'query'>,
  media_id: string,
  purpose: MediaPurpose
): Promise<RenditionRow | null> => {
  const [row] = await tx.query<RenditionRow>(
    `select ${renditionColumns()} from media_renditions where media_id = $1 and purpose = $2`,
    [media_id, purpose],
    'find_rendition'
  )
  return row ?? null
}

type RenditionKey = { media_id: string; purpose: MediaPurpose }

export const setRenditionReady = async (
  tx: Tx,
  { media_id, purpose }: RenditionKey,
  file: Omit<ReadyFile, 'page_count'>
): Promise<void> => {
  await tx.query(
    `update media_renditions set status = 'ready', sha256 = $3, bytes = $4, mime_type = $5, width = $6, height = $7,
       seconds = $8, thumbnail = $9, waveform = $10
     where media_id = $1 and purpose = $2 and status = 'processing'`,
    [
      media_id,
      purpose,
      file.sha256,
      file.bytes,
      file.mime_type,
      file.width,
      file.height,
      file.seconds,
      file.thumbnail,
      file.waveform
    ],
    'set_rendition_ready'
  )
}

export const setRenditionUnavailable = async (
  tx: Tx,
  { media_id, purpose }: RenditionKey,
  reason: MediaReason
): Promise<void> => {
  await tx.query(
    `update media_renditions set status = 'unavailable', reason = $3
     where media_id = $1 and purpose = $2 and status = 'processing'`,
    [media_id, purpose, reason],
    'set_rendition_unavailable'
  )
}

/** Deletes files whose time is over, but for those that a message waits to be sent with. At most `limit`; returns how many. */
export const deleteExpiredMedia = async (tx: Pick<Tx, 'query'>, limit: number): Promise<number> => {
  const rows = await tx.query(
    `delete from media where id in (
       select m.id from media m where m.expires_at < now() and not exists (select from outbound o where o.media_id = m.id)
       order by m.expires_at limit $1 for update skip locked
     ) returning 1`,
    [limit],
    'delete_expired_media'
  )
  return rows.length
}

/** Files that were being worked on for hours: their jobs were given up. */
export const findStuckMedia = async (tx: Pick<Tx, 'query'>, limit: number): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `select id from media where status = 'processing' and created_at < now() - interval '6 hours' limit $1`,
    [limit],
    'find_stuck_media'
  )
  return rows.map((row) => row.id)
}
