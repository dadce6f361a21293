import type { Tx } from '../../lib/db.ts'

export type SealedSessionKey = { session_id: string; sealed_key: Buffer }

/** Stores the sealed key of each session that has none. What is there stays as it is. */
export const insertSessionKeys = async (
  tx: Tx,
  keys: (SealedSessionKey & { tenant_id: string })[]
): Promise<void> => {
  await tx.query(
    `insert into session_keys (session_id, tenant_id, sealed_key)
     select * from unnest($1::text[], $2::text[], $3::bytea[]) on conflict (session_id) do nothing`,
    [
      keys.map((key) => key.session_id),
      keys.map((key) => key.tenant_id),
      keys.map((key) => key.sealed_key)
    ],
    'insert_session_keys'
  )
}

export const listSessionKeys = (tx: Tx, session_ids: string[]): Promise<SealedSessionKey[]> =>
  tx.query<SealedSessionKey>(
    'select session_id, sealed_key from session_keys where session_id = any ($1)',
    [session_ids],
    'list_session_keys'
  )
