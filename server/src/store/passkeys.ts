import { AppError } from '../domain/errors.ts'
import type { UserStatus } from '../domain/user.ts'
import type { Db, Tx } from '../lib/db.ts'

/** What is shown of a passkey. */
export type PasskeyRow = {
  id: string
  name: string
  transports: string[]
  backed_up: boolean
  created_at: Date
  last_used_at: Date | null
}

/** What its signatures are checked with. */
export type PasskeyKey = {
  id: string
  credential_id: Buffer
  public_key: Buffer
  counter: number
}

export type NewPasskey = Omit<PasskeyRow, 'created_at' | 'last_used_at'> &
  PasskeyKey & { tenant_id: string; user_id: string; challenged_at: Date }

export type PasskeyAccount = {
  id: string
  tenant_id: string
  user_id: string
  user_status: UserStatus
}

const columns = 'id, name, transports, backed_up, created_at, last_used_at'

/** Whose passkey this is, of whatever tenant. Runs before a tenant is known. */
export const findPasskeyAccount = async (
  db: Db,
  credential_id: Buffer
): Promise<PasskeyAccount | null> => {
  const [row] = await db.query<PasskeyAccount>(
    'select id, tenant_id, user_id, user_status from auth_passkey($1)',
    [credential_id],
    'find_passkey_account'
  )
  return row ?? null
}

/** Those of a user, the oldest first. */
export const listPasskeys = (tx: Tx, user_id: string): Promise<PasskeyRow[]> =>
  tx.query<PasskeyRow>(
    `select ${columns} from passkeys where user_id = $1 order by id`,
    [user_id],
    'list_passkeys'
  )

/** What a user has registered already, for a browser that is asked to register no other of the same authenticator. */
export const listCredentials = (
  tx: Tx,
  user_id: string
): Promise<{ credential_id: Buffer; transports: string[] }[]> =>
  tx.query(
    'select credential_id, transports from passkeys where user_id = $1 order by id',
    [user_id],
    'list_credentials'
  )

/** The passkey of the user with this credential, locked until the transaction ends. */
export const lockPasskey = async (
  tx: Tx,
  user_id: string,
  credential_id: Buffer
): Promise<PasskeyKey | null> => {
  const [row] = await tx.query<PasskeyKey>(
    'select id, credential_id, public_key, counter from passkeys where user_id = $1 and credential_id = $2 for no key update',
    [user_id, credential_id],
    'lock_passkey'
  )
  return row ?? null
}

/** Null where somebody has registered this credential already. */
export const insertPasskey = async (tx: Tx, passkey: NewPasskey): Promise<PasskeyRow | null> => {
  const [row] = await tx.query<PasskeyRow>(
    `insert into passkeys (id, tenant_id, user_id, credential_id, public_key, counter, transports, backed_up, name, challenged_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (credential_id) do nothing returning ${columns}`,
    [
      passkey.id,
      passkey.tenant_id,
      passkey.user_id,
      passkey.credential_id,
      passkey.public_key,
      passkey.counter,
      passkey.transports,
      passkey.backed_up,
      passkey.name,
      passkey.challenged_at
    ],
    'insert_passkey'
  )
  return row ?? null
}

/** Notes that a passkey was used. False where it has answered this challenge, or a later one, before. */
export const advancePasskey = async (
  tx: Tx,
  id: string,
  use: { counter: number; backed_up: boolean; challenged_at: Date; now: Date }
): Promise<boolean> => {
  const rows = await tx.query(
    `update passkeys set counter = $2, backed_up = $3, challenged_at = $4, last_used_at = $5
     where id = $1 and challenged_at < $4 returning id`,
    [id, use.counter, use.backed_up, use.challenged_at, use.now],
    'advance_passkey'
  )
  return rows.length === 1
}

export const renamePasskey = async (
  tx: Tx,
  user_id: string,
  id: string,
  name: string
): Promise<PasskeyRow> => {
  const [row] = await tx.query<PasskeyRow>(
    `update passkeys set name = $3 where user_id = $1 and id = $2 returning ${columns}`,
    [user_id, id, name],
    'rename_passkey'
  )
  if (!row) throw new AppError('not_found', { passkey_id: id })
  return row
}

/** Takes away all of a user; how many there were. */
export const deletePasskeys = async (tx: Tx, user_id: string): Promise<number> => {
  const rows = await tx.query(
    'delete from passkeys where user_id = $1 returning id',
    [user_id],
    'delete_passkeys'
  )
  return rows.length
}

export const deletePasskey = async (tx: Tx, user_id: string, id: string): Promise<PasskeyRow> => {
  const [row] = await tx.query<PasskeyRow>(
    `delete from passkeys where user_id = $1 and id = $2 returning ${columns}`,
    [user_id, id],
    'delete_passkey'
  )
  if (!row) throw new AppError('not_found', { passkey_id: id })
  return row
}
