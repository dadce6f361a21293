import { newId } from '../domain/ids.ts'
import type { Tx } from '../lib/db.ts'
import type { PageRequest } from '../lib/page.ts'

/** What whoever asks for an erasure is told. */
export type BegunErasure = {
  id: string
  requested_at: Date
  log_out_until: Date
  complete_by: Date
}

/** A row of `erasures`: all that remains of an account. */
export type ErasureRow = BegunErasure & {
  erased_tenant_id: string
  asked_by: 'user' | 'administrator' | 'subscription'
  administrator_id: string | null
  /** Numbers that were linked when it began; null: not looked at yet. */
  linked: number | null
  not_logged_out: number | null
  /** Rows that were deleted, by table. */
  counts: Record<string, number>
  finished_at: Date | null
}

const columns = `id, erased_tenant_id, asked_by, administrator_id, requested_at, log_out_until, complete_by, linked, not_logged_out,
  counts, finished_at`

/** Begins to erase the caller's account; null when it is that of the last administrator. */
export const beginOwnErasure = async (tx: Tx): Promise<BegunErasure | null> => {
  const [row] = await tx.query<BegunErasure>(
    'select * from begin_own_erasure($1)',
    [newId('erasure')],
    'begin_own_erasure'
  )
  return row ?? null
}

/** The same for any account, at the word of an administrator. */
export const beginErasure = async (
  tx: Tx,
  tenant_id: string,
  administrator_id: string
): Promise<BegunErasure | null> => {
  const [row] = await tx.query<BegunErasure>(
    "select * from begin_erasure($1, $2, 'administrator', $3)",
    [newId('erasure'), tenant_id, administrator_id],
    'begin_erasure'
  )
  return row ?? null
}

/** Newest first. One row more than asked for, when there is one. */
export const listErasures = (tx: Tx, page: PageRequest): Promise<ErasureRow[]> =>
  tx.query<ErasureRow>(
    `select ${columns} from erasures where $1::text is null or id < $1 order by id desc limit $2 + 1`,
    [page.position, page.limit],
    'list_erasures'
  )

/** Those that are not finished, the oldest first. */
export const findUnfinishedErasures = (
  tx: Pick<Tx, 'query'>,
  limit: number
): Promise<ErasureRow[]> =>
  tx.query<ErasureRow>(
    `select ${columns} from erasures where finished_at is null order by requested_at limit $1`,
    [limit],
    'find_unfinished_erasures'
  )

/** The erasure, held for this transaction; null when it is finished or another process is at it. */
export const holdErasure = async (tx: Tx, id: string): Promise<ErasureRow | null> => {
  const [row] = await tx.query<ErasureRow>(
    `select ${columns} from erasures where id = $1 and finished_at is null for no key update skip locked`,
    [id],
    'hold_erasure'
  )
  return row ?? null
}

/** Notes how many numbers were linked when it began, once. */
export const noteLinked = async (tx: Tx, one: ErasureRow): Promise<void> => {
  await tx.query(
    `update erasures set linked = (
       select count(*) from sessions where tenant_id = $2 and linked_at is not null and status <> 'logged_out'
     ) where id = $1 and linked is null`,
    [one.id, one.erased_tenant_id],
    'note_linked'
  )
}

/** Notes how many numbers WhatsApp could not be told of, once: their phones go on showing a device that nobody can use. */
export const noteNotLoggedOut = async (tx: Tx, one: ErasureRow): Promise<void> => {
  await tx.query(
    `update erasures set not_logged_out = (
       select count(*) from sessions where tenant_id = $2 and linked_at is not null and status <> 'logged_out'
     ) where id = $1 and not_logged_out is null`,
    [one.id, one.erased_tenant_id],
    'note_not_logged_out'
  )
}

/** Adds to the rows that were deleted. */
export const countErased = async (
  tx: Tx,
  id: string,
  table: string,
  rows: number
): Promise<void> => {
  await tx.query(
    `update erasures set counts = counts || jsonb_build_object($2::text, coalesce((counts ->> $2)::bigint, 0) + $3) where id = $1`,
    [id, table, rows],
    'count_erased'
  )
}

export const finishErasure = async (tx: Pick<Tx, 'query'>, id: string): Promise<void> => {
  await tx.query(
    `update erasures set finished_at = now() where id = $1 and finished_at is null
       and not exists (select from tenants where tenants.id = erased_tenant_id)`,
    [id],
    'finish_erasure'
  )
}

/** Has the job of erasures come again in so many seconds, or at once when something else puts it. */
export const putErasureJob = async (tx: Pick<Tx, 'query'>, wait_s: number): Promise<void> => {
  await tx.query(
    'select put_erasure_job(now() + make_interval(secs => $1))',
    [wait_s],
    'put_erasure_job'
  )
}
