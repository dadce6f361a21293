import { mediaColumns } from '../../domain/columns.ts'
import type { MediaDetails, MediaReason, MediaRow } from '../../domain/media.ts'
import type { Tx } from '../../lib/db.ts'

/** A file that came with a message, as the message tells of it. `origin` is sealed with the key of the session. */
export type ReceivedMedia = Pick<
  MediaRow,
  'id' | 'tenant_id' | 'session_id' | 'message_id' | 'mime_type' | 'file_name'
> &
  Partial<MediaDetails> & { bytes: number | null; origin: Buffer }

/**
 * Records files that a worker has yet to get from WhatsApp. Of a message that is not there (it was known already, under
 * another id) or that has its row nothing is written.
 */
export const insertReceivedMedia = async (tx: Tx, media: ReceivedMedia[]): Promise<void> => {
  await tx.query(
    `insert into media (id, tenant_id, session_id, message_id, source, status, mime_type, file_name, bytes, width, height,
       seconds, page_count, thumbnail, waveform, origin, next_attempt_at)
     select r.id, r.tenant_id, r.session_id, r.message_id, 'received', 'fetching', r.mime_type, r.file_name, r.bytes, r.width,
       r.height, r.seconds, r.page_count, decode(r.thumbnail, 'base64'), decode(r.waveform, 'base64'),
       decode(r.origin, 'base64'), now()
     from jsonb_to_recordset($1::jsonb) as r (id text, tenant_id text, session_id text, message_id text, mime_type text,
       file_name text, bytes bigint, width int, height int, seconds real, page_count int, thumbnail text, waveform text,
       origin text)
     where exists (select from messages m where m.id = r.message_id and m.session_id = r.session_id)
     on conflict (id) do nothing`,
    [
      JSON.stringify(
        media.map((one) => ({
          ...one,
          thumbnail: one.thumbnail?.toString('base64'),
          waveform: one.waveform?.toString('base64'),
          origin: one.origin.toString('base64')
        }))
      )
    ],
    'insert_received_media'
  )
}

/** What a worker has yet to get for this session and may try now, the oldest first. */
export const findFetchingMedia = (
  tx: Pick<Tx, 'query'>,
  session_id: string,
  limit: number
): Promise<MediaRow[]> =>
  tx.query<MediaRow>(
    `select ${mediaColumns()} from media where session_id = $1 and status = 'fetching' and next_attempt_at <= now()
     order by next_attempt_at limit $2`,
    [session_id, limit],
    'find_fetching_media'
  )

/**
 * Makes the file that was put into the store the tenant's, before a row names it. False when the tenant has no room left:
 * then it is `storage_full`. To be called in the transaction of `finishReceivedMedia`, which finishes one file alone: it
 * holds what counts the bytes of the tenant until its end.
 */
export const keepReceivedFile = async (
  tx: Tx,
  session_id: string,
  file: { sha256: string; bytes: number }
): Promise<boolean> => {
  const [row] = await tx.query<{ kept: boolean }>(
    'select keep_received_file($1, $2, $3) as kept',
    [session_id, file.sha256, file.bytes],
    'keep_received_file'
  )
  return row?.kept === true
}

export type FinishedMedia = {
  id: string
  sha256: string
  bytes: number
  mime_type: string
} & Partial<Pick<MediaDetails, 'width' | 'height' | 'seconds' | 'thumbnail' | 'waveform'>>

/** The file is there. Null when the row has gone or was finished before; otherwise the row, for `media.ready`. */
export const finishReceivedMedia = async (
  tx: Tx,
  done: FinishedMedia
): Promise<MediaRow | null> => {
  const [row] = await tx.query<MediaRow>(
    `update media set status = 'ready', sha256 = $2, bytes = $3, mime_type = $4, width = coalesce($5, width),
       height = coalesce($6, height), seconds = coalesce($7, seconds), thumbnail = coalesce($8, thumbnail),
       waveform = coalesce($9, waveform), origin = null, next_attempt_at = null
     where id = $1 and status = 'fetching' returning ${mediaColumns()}`,
    [
      done.id,
      done.sha256,
      done.bytes,
      done.mime_type,
      done.width ?? null,
      done.height ?? null,
      done.seconds ?? null,
      done.thumbnail ?? null,
      done.waveform ?? null
    ],
    'finish_received_media'
  )
  return row ?? null
}

/** The file cannot be had. Null when the row has gone or was finished before; otherwise the row, for `media.unavailable`. */
export const failReceivedMedia = async (
  tx: Tx,
  id: string,
  reason: MediaReason
): Promise<MediaRow | null> => {
  const [row] = await tx.query<MediaRow>(
    `update media set status = 'unavailable', reason = $2, origin = null, next_attempt_at = null
     where id = $1 and status = 'fetching' returning ${mediaColumns()}`,
    [id, reason],
    'fail_received_media'
  )
  return row ?? null
}

/** Tries again later: in `after_s` seconds, or when the phone has given it anew, with where it is then. */
export const postponeReceivedMedia = async (
  tx: Pick<Tx, 'query'>,
  id: string,
  later: { after_s: number; origin?: Buffer }
): Promise<void> => {
  await tx.query(
    `update media set attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $2),
       origin = coalesce($3, origin)
     where id = $1 and status = 'fetching'`,
    [id, later.after_s, later.origin ?? null],
    'postpone_received_media'
  )
}
