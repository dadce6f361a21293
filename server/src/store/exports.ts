import type { MailLanguage } from '../domain/mail.ts'
import type { Tx } from '../lib/db.ts'
import { columnOf } from './mails/outbox.ts'

export type ExportStatus = 'running' | 'ready' | 'failed' | 'expired'

/** A row of `account_exports`. */
export type ExportRow = {
  id: string
  tenant_id: string
  user_id: string
  language: MailLanguage
  status: ExportStatus
  sha256: string | null
  bytes: number | null
  requested_at: Date
  finished_at: Date | null
  expires_at: Date | null
}

const columns =
  'id, tenant_id, user_id, language, status, sha256, bytes, requested_at, finished_at, expires_at'

/** So many days the file is kept. */
const kept_days = 7
const attempts_max = 5

/** Unique violation `account_exports_running` while another one of the tenant runs. */
export const insertExport = async (
  tx: Tx,
  one: Pick<ExportRow, 'id' | 'tenant_id' | 'user_id' | 'language'>
): Promise<ExportRow> => {
  const [row] = await tx.query<ExportRow>(
    `insert into account_exports (id, tenant_id, user_id, language) values ($1, $2, $3, $4) returning ${columns}`,
    [one.id, one.tenant_id, one.user_id, columnOf(one.language)],
    'insert_export'
  )
  if (!row) throw new Error('the export was not stored')
  return row
}

export const findExport = async (
  tx: Tx,
  tenant_id: string,
  id: string
): Promise<ExportRow | null> => {
  const [row] = await tx.query<ExportRow>(
    `select ${columns} from account_exports where tenant_id = $1 and id = $2`,
    [tenant_id, id],
    'find_export'
  )
  return row ?? null
}

export type FileOfExport = { tenant_id: string; sha256: string; bytes: number }

/** The file behind a link whose signature is right; null: it is not there, or not any more. */
export const findLinkedExport = async (
  tx: Pick<Tx, 'query'>,
  id: string
): Promise<FileOfExport | null> => {
  const [row] = await tx.query<FileOfExport>(
    'select * from export_of_link($1)',
    [id],
    'export_of_link'
  )
  return row ?? null
}

/** Begins another attempt. Null: it is over, has gone, or was tried too often, and has failed now. */
export const beginExport = async (tx: Pick<Tx, 'query'>, id: string): Promise<ExportRow | null> => {
  const [row] = await tx.query<ExportRow>(
    `update account_exports set attempts = attempts + 1,
       status = case when attempts >= ${attempts_max} then 'failed' else status end,
       finished_at = case when attempts >= ${attempts_max} then now() end
     where id = $1 and status = 'running' returning ${columns}`,
    [id],
    'begin_export'
  )
  return row?.status === 'running' ? row : null
}

/** The file is there. Those before it are not needed any more. False: the export has gone meanwhile. */
export const finishExport = async (
  tx: Tx,
  { id, tenant_id }: Pick<ExportRow, 'id' | 'tenant_id'>,
  file: { sha256: string; bytes: number }
): Promise<boolean> => {
  const rows = await tx.query(
    `update account_exports set status = 'ready', sha256 = $2, bytes = $3, finished_at = now(),
       expires_at = now() + make_interval(days => ${kept_days})
     where id = $1 and status = 'running' returning 1`,
    [id, file.sha256, file.bytes],
    'finish_export'
  )
  if (rows.length === 0) return false
  await tx.query(
    `update account_exports set status = 'expired', sha256 = null where tenant_id = $1 and status = 'ready' and id <> $2`,
    [tenant_id, id],
    'replace_exports'
  )
  return true
}

/** Ends what is kept no longer, and what nobody works on any more; lets go of what is long over. */
export const endOldExports = async (tx: Pick<Tx, 'query'>): Promise<void> => {
  await tx.query(
    `update account_exports set status = 'expired', sha256 = null where status = 'ready' and expires_at <= now()`
  )
  await tx.query(
    `update account_exports set status = 'failed', finished_at = now()
     where status = 'running' and requested_at < now() - interval '2 days'`
  )
  await tx.query(
    `delete from account_exports where status in ('failed', 'expired') and finished_at < now() - interval '30 days'`
  )
}

/** Whether the tenant is still there. */
export const isTenantThere = async (tx: Pick<Tx, 'query'>, tenant_id: string): Promise<boolean> =>
  (await tx.query('select from tenants where id = $1', [tenant_id], 'is_tenant_there')).length > 0

/** Where its user is told that it is ready; null: there is no such user any more. */
export const findAddressFor = async (
  tx: Pick<Tx, 'query'>,
  one: Pick<ExportRow, 'tenant_id' | 'user_id'>
): Promise<string | null> => {
  const [user] = await tx.query<{ email: string }>(
    'select u.email from memberships m join users u on u.id = m.user_id where m.tenant_id = $1 and m.user_id = $2',
    [one.tenant_id, one.user_id],
    'find_address_for_export'
  )
  return user?.email ?? null
}
