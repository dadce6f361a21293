import { mediaColumns, renditionColumns } from '../../domain/columns.ts'
import { AppError } from '../../domain/errors.ts'
import type { MediaRow, RenditionRow } from '../../domain/media.ts'
import type { Tx } from '../../lib/db.ts'
import type { PageRequest } from '../../lib/page.ts'

export type NewMedia = Pick<
  MediaRow,
  | 'id'
  | 'tenant_id'
  | 'source'
  | 'status'
  | 'sha256'
  | 'bytes'
  | 'mime_type'
  | 'file_name'
  | 'origin'
>

const insert_media = `insert into media (id, tenant_id, source, status, sha256, bytes, mime_type, file_name, origin)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

const inserted = (media: NewMedia) => [
  media.id,
  media.tenant_id,
  media.source,
  media.status,
  media.sha256,
  media.bytes,
  media.mime_type,
  media.file_name,
  media.origin
]

/** Records a file that was given to us. One that is `processing` gets its job with the row. */
export const insertMedia = async (tx: Tx, media: NewMedia): Promise<MediaRow> => {
  const [row] = await tx.query<MediaRow>(
    `${insert_media} returning ${mediaColumns()}`,
    inserted(media),
    'insert_media'
  )
  return row as MediaRow
}

/** The same for one that comes with a message, whose row follows. */
export const putMedia = (tx: Pick<Tx, 'send'>, media: NewMedia): void =>
  tx.send(insert_media, inserted(media), 'put_media')

/** What is shown of a file with a message. */
export type ShownMedia = Pick<
  MediaRow,
  'id' | 'status' | 'reason' | 'mime_type' | 'bytes' | 'sha256' | 'expires_at'
>

/** Those of these files that are the tenant's. */
export const findShownMedia = (tx: Tx, tenant_id: string, ids: string[]): Promise<ShownMedia[]> =>
  tx.query<ShownMedia>(
    `select id, status, reason, mime_type, bytes, sha256, expires_at from media
     where tenant_id = $1 and id = any ($2)`,
    [tenant_id, ids],
    'find_shown_media'
  )

/** The file of the tenant, or the error not_found. */
export const getMedia = async (tx: Tx, tenant_id: string, id: string): Promise<MediaRow> => {
  const [row] = await tx.query<MediaRow>(
    `select ${mediaColumns()} from media where tenant_id = $1 and id = $2`,
    [tenant_id, id],
    'get_media'
  )
  if (!row) throw new AppError('not_found', { media_id: id })
  return row
}

/** Those of these files that are the tenant's. None of them changes or goes before the end of the transaction. */
export const lockMedia = (tx: Tx, tenant_id: string, ids: string[]): Promise<MediaRow[]> =>
  tx.query<MediaRow>(
    `select ${mediaColumns()} from media where tenant_id = $1 and id = any ($2) order by id for share`,
    [tenant_id, ids],
    'lock_media'
  )

export const findRenditions = (
  tx: Pick<Tx, 'query'>,
  media_ids: string[]
): Promise<RenditionRow[]> =>
  tx.query<RenditionRow>(
    `select ${renditionColumns()} from media_renditions where media_id = any ($1)`,
    [media_ids],
    'find_renditions'
  )

/** Asks for conversions that nobody has asked for. Their jobs come with the rows. */
export const putConversions = (
  tx: Pick<Tx, 'send'>,
  tenant_id: string,
  wanted: Pick<RenditionRow, 'media_id' | 'purpose'>[]
): void => {
  if (wanted.length === 0) return
  tx.send(
    `insert into media_renditions (media_id, purpose, tenant_id, status)
     select distinct media_id, purpose, $1, 'processing' from unnest($2::text[], $3::text[]) as w (media_id, purpose)
     on conflict (media_id, purpose) do nothing`,
    [tenant_id, wanted.map((one) => one.media_id), wanted.map((one) => one.purpose)],
    'put_conversions'
  )
}

/** One more than the page holds, the newest first. */
export const listMedia = (
  tx: Tx,
  tenant_id: string,
  filter: { session_id?: string | undefined; status?: string | undefined },
  page: PageRequest
): Promise<MediaRow[]> =>
  tx.query<MediaRow>(
    `select ${mediaColumns()} from media where tenant_id = $1 and ($2::text is null or id < $2)
       and ($3::text is null or session_id = $3) and ($4::text is null or status = $4)
     order by id desc limit $5`,
    [tenant_id, page.position, filter.session_id ?? null, filter.status ?? null, page.limit + 1],
    'list_media'
  )

/** Deletes the row. The file goes when no other row names it. Refused while a message waits to be sent with it. */
export const deleteMedia = async (tx: Tx, tenant_id: string, id: string): Promise<void> => {
  const rows = await tx
    .query(
      'delete from media where tenant_id = $1 and id = $2 returning 1',
      [tenant_id, id],
      'delete_media'
    )
    .catch((error: { constraint?: string }) => {
      if (error.constraint === 'outbound_media')
        throw new AppError('media_in_use', { media_id: id })
      throw error
    })
  if (rows.length === 0) throw new AppError('not_found', { media_id: id })
}

export type FileOfLink = Required<
  { [K in 'tenant_id' | 'sha256' | 'mime_type']: string } & {
    bytes: number
    file_name: string | null
  }
>

/** The file behind a link whose signature is right; null: it is not there, or not ready. */
export const findLinkedMedia = async (
  tx: Pick<Tx, 'query'>,
  id: string
): Promise<FileOfLink | null> => {
  const [row] = await tx.query<FileOfLink>('select * from media_of_link($1)', [id], 'media_of_link')
  return row ?? null
}
