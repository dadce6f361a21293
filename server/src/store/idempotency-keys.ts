import type { Tx } from '../lib/db.ts'

/** Takes a key, also one that is older than a day. False when it was used before; waits while another transaction has it. */
export const insertIdempotencyKey = async (
  tx: Tx,
  tenant_id: string,
  key: string,
  fingerprint: Buffer
): Promise<boolean> => {
  const rows = await tx.query(
    `insert into idempotency_keys as k (tenant_id, key, fingerprint) values ($1, $2, $3)
     on conflict (tenant_id, key) do update
     set fingerprint = excluded.fingerprint, response = null, created_at = excluded.created_at
     where k.created_at < now() - interval '24 hours'
     returning key`,
    [tenant_id, key, fingerprint],
    'insert_idempotency_key'
  )
  return rows.length > 0
}

/** The key with what it was used for and what was answered. */
export const findIdempotencyKey = async (
  tx: Tx,
  tenant_id: string,
  key: string
): Promise<{ fingerprint: Buffer; response: Buffer | null } | null> => {
  const rows = await tx.query<{ fingerprint: Buffer; response: Buffer | null }>(
    'select fingerprint, response from idempotency_keys where tenant_id = $1 and key = $2',
    [tenant_id, key],
    'find_idempotency_key'
  )
  return rows[0] ?? null
}

export const updateIdempotencyResponse = async (
  tx: Tx,
  tenant_id: string,
  key: string,
  response: Buffer
): Promise<void> => {
  await tx.query(
    'update idempotency_keys set response = $3 where tenant_id = $1 and key = $2',
    [tenant_id, key, response],
    'update_idempotency_response'
  )
}
