import { AppError } from '../../domain/errors.ts'
import type { Tx } from '../../lib/db.ts'

type File = { sha256: string; bytes: number }
export type StorageUse = { bytes: number; bytes_max: number | null }

/** What a tenant has stored, and how much its plan allows; null: any number of bytes. */
export const findStorageUse = async (
  tx: Pick<Tx, 'query'>,
  tenant_id: string
): Promise<StorageUse> => {
  const [row] = await tx.query<StorageUse>(
    `select coalesce((select bytes from media_storage where tenant_id = $1), 0) as bytes,
       (select s.media_bytes_max from subscriptions s
        where s.tenant_id = $1 and s.status <> 'canceled' limit 1) as bytes_max`,
    [tenant_id],
    'find_storage_use'
  )
  return row ?? { bytes: 0, bytes_max: null }
}

/**
 * Makes a file that was put into the store the tenant's, before a row names it. Refused with media_storage_full when the
 * plan allows no more; a file that the tenant has already takes no room. Whoever adds one holds what counts the bytes.
 */
export const keepFile = async (tx: Tx, tenant_id: string, file: File): Promise<void> => {
  const [kept] = await tx.query<{ is_new: boolean }>(
    `insert into media_files (tenant_id, sha256, bytes) values ($1, $2, $3)
     on conflict (tenant_id, sha256) do update set stored_at = now() returning xmax = 0 as is_new`,
    [tenant_id, file.sha256, file.bytes],
    'keep_file'
  )
  // step: file kept
  if (!kept?.is_new) return
  const { bytes, bytes_max } = await findStorageUse(tx, tenant_id)
  refuseOverStorage({ bytes: bytes - file.bytes, bytes_max }, file.bytes)
}

/** Refuses when more is stored than is allowed, or would be with so many bytes more. */
export const refuseOverStorage = ({ bytes, bytes_max }: StorageUse, more = 0): void => {
  if (bytes_max === null || bytes + more <= bytes_max) return
  const detail = `The plan allows ${bytes_max} bytes of files. Delete some, or wait until the oldest expire.`
  throw new AppError(
    'media_storage_full',
    { bytes, bytes_max },
    { detail, usage: { limit: bytes_max, used: bytes, reset: null } }
  )
}

/** Files that no row names and that were put before this, the oldest first: each with its tenant. */
export const findUnusedFiles = (tx: Pick<Tx, 'query'>, before: Date, limit: number) =>
  tx.query<{ tenant_id: string; sha256: string }>(
    `select f.tenant_id, f.sha256 from media_files f
     where f.stored_at < $1 and not exists (select from media m where m.tenant_id = f.tenant_id and m.sha256 = f.sha256)
       and not exists (select from media_renditions r where r.tenant_id = f.tenant_id and r.sha256 = f.sha256)
     order by f.stored_at limit $2`,
    [before, limit],
    'find_unused_files'
  )

/** Takes the row of a file that no other row names, so that nobody can name it until the end of the transaction. */
export const takeUnusedFile = async (
  tx: Tx,
  file: { tenant_id: string; sha256: string },
  before: Date
): Promise<boolean> => {
  const rows = await tx.query(
    `delete from media_files f where f.tenant_id = $1 and f.sha256 = $2 and f.stored_at < $3
       and not exists (select from media m where m.tenant_id = $1 and m.sha256 = $2)
       and not exists (select from media_renditions r where r.tenant_id = $1 and r.sha256 = $2)
     returning 1`,
    [file.tenant_id, file.sha256, before],
    'take_unused_file'
  )
  return rows.length === 1
}

/** Which of these files of a tenant no row knows at all. */
export const findUnknownFiles = async (
  tx: Pick<Tx, 'query'>,
  files: { tenant_id: string; sha256: string }[]
): Promise<{ tenant_id: string; sha256: string }[]> =>
  tx.query(
    `select w.tenant_id, w.sha256 from unnest($1::text[], $2::text[]) as w (tenant_id, sha256)
     where not exists (select from media_files f where f.tenant_id = w.tenant_id and f.sha256 = w.sha256)
       and not exists (select from account_exports e where e.tenant_id = w.tenant_id and e.sha256 = w.sha256 and e.status = 'ready')`,
    [files.map((one) => one.tenant_id), files.map((one) => one.sha256)],
    'find_unknown_files'
  )
