import { byteaArray } from '../lib/binary-array.ts'
import type { Tx } from '../lib/db.ts'

export type SealedKey = {
  session_id: string
  tenant_id: string
  kind: string
  key_id: string
  sealed: Buffer | null
}

/** Sealed keys of one kind; those that are not there are left out. */
export const findKeys = (
  tx: Pick<Tx, 'query'>,
  session_id: string,
  kind: string,
  key_ids: string[]
) =>
  tx.query<{ key_id: string; sealed: Buffer }>(
    'select key_id, sealed from signal_keys where session_id = $1 and kind = $2 and key_id = any ($3)',
    [session_id, kind, key_ids],
    'find_keys'
  )

/** Writes keys of many sessions at once. */
export const putKeys = (tx: Tx, keys: (SealedKey & { sealed: Buffer })[]) =>
  tx.query(
    `insert into signal_keys (session_id, tenant_id, kind, key_id, sealed)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[])
     on conflict (session_id, kind, key_id) do update set sealed = excluded.sealed`,
    [
      keys.map((key) => key.session_id),
      keys.map((key) => key.tenant_id),
      keys.map((key) => key.kind),
      keys.map((key) => key.key_id),
      byteaArray(keys.map((key) => key.sealed))
    ],
    'put_keys'
  )

/** Deletes keys of many sessions at once. */
export const deleteKeys = (tx: Tx, keys: SealedKey[]) =>
  tx.query(
    `delete from signal_keys k using unnest($1::text[], $2::text[], $3::text[]) as gone (session_id, kind, key_id)
     where k.session_id = gone.session_id and k.kind = gone.kind and k.key_id = gone.key_id`,
    [keys.map((key) => key.session_id), keys.map((key) => key.kind), keys.map((key) => key.key_id)],
    'delete_keys'
  )

/** The sealed credentials of a session; null when it was never linked. */
export const findCredentials = async (
  tx: Pick<Tx, 'query'>,
  session_id: string
): Promise<Buffer | null> => {
  const [row] = await tx.query<{ sealed: Buffer }>(
    'select sealed from session_credentials where session_id = $1',
    [session_id],
    'find_credentials'
  )
  return row?.sealed ?? null
}

export type SealedCredentials = {
  session_id: string
  tenant_id: string
  epoch: number
  sealed: Buffer
}

/** Writes the credentials of many sessions at once. */
export const putCredentials = (tx: Tx, credentials: SealedCredentials[]) =>
  tx.query(
    `insert into session_credentials (session_id, tenant_id, epoch, sealed)
     select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bytea[])
     on conflict (session_id) do update set sealed = excluded.sealed, epoch = excluded.epoch, updated_at = now()`,
    [
      credentials.map((one) => one.session_id),
      credentials.map((one) => one.tenant_id),
      credentials.map((one) => one.epoch),
      byteaArray(credentials.map((one) => one.sealed))
    ],
    'put_credentials'
  )

/** Forgets everything a link consisted of. */
export const deleteLink = async (tx: Tx, session_ids: string[]): Promise<void> => {
  await tx.query(
    'delete from signal_keys where session_id = any ($1)',
    [session_ids],
    'delete_all_keys'
  )
  await tx.query(
    'delete from session_credentials where session_id = any ($1)',
    [session_ids],
    'delete_credentials'
  )
}
