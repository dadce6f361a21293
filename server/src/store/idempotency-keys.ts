import { byteaArray } from '../lib/binary-array.ts'
import type { Tx } from '../lib/db.ts'

/**
 * Takes keys, also those that are older than a day or whose work was broken off, and returns them. Those not returned were used before; waits while
 * another transaction has one. Always in the same order, so that two who want the same ones do not wait for each other.
 */
export const insertIdempotencyKeys = async (
  tx: Tx,
  tenant_id: string,
  wanted: { key: string; fingerprint: Buffer }[]
): Promise<string[]> => {
  const rows = await tx.query<{ key: string }>(
    `insert into idempotency_keys as k (tenant_id, key, fingerprint)
     select $1, w.key, w.fingerprint from unnest($2::text[], $3::bytea[]) as w (key, fingerprint)
     order by w.key collate "C"
     on conflict (tenant_id, key) do update
     set fingerprint = excluded.fingerprint, response = null, created_at = excluded.created_at
     where k.created_at < now() - interval '24 hours'
       or (k.response is null and k.created_at < now() - interval '2 minutes')
     returning key`,
    [tenant_id, wanted.map((one) => one.key), byteaArray(wanted.map((one) => one.fingerprint))],
    'insert_idempotency_keys'
  )
  return rows.map((row) => row.key)
}

/** Those of these keys that were used, with what for and what was answered. */
export const findIdempotencyKeys = (
  tx: Tx,
  tenant_id: string,
  keys: string[]
): Promise<{ key: string; fingerprint: Buffer; response: Buffer | null }[]> =>
  tx.query(
    'select key, fingerprint, response from idempotency_keys where tenant_id = $1 and key = any ($2)',
    [tenant_id, keys],
    'find_idempotency_keys'
  )

export const updateIdempotencyResponses = async (
  tx: Tx,
  tenant_id: string,
  answers: { key: string; response: Buffer }[]
): Promise<void> => {
  await tx.query(
    `update idempotency_keys k set response = w.response
     from unnest($2::text[], $3::bytea[]) as w (key, response)
     where k.tenant_id = $1 and k.key = w.key`,
    [tenant_id, answers.map((one) => one.key), byteaArray(answers.map((one) => one.response))],
    'update_idempotency_responses'
  )
}

/** Lets keys be used again, as if they never had been. */
export const deleteIdempotencyKeys = async (
  tx: Tx,
  tenant_id: string,
  keys: string[]
): Promise<void> => {
  await tx.query(
    'delete from idempotency_keys where tenant_id = $1 and key = any ($2)',
    [tenant_id, keys],
    'delete_idempotency_keys'
  )
}
