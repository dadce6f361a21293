import type { Db, Tx } from '../lib/db.ts'

export type RefreshTokenRow = {
  id: string
  tenant_id: string
  user_id: string
  family_id: string
  expires_at: Date
  used_at: Date | null
  revoked_at: Date | null
  /** The tenant in which the login acts; null: at home. */
  acts_in: string | null
}

/** The token of this hash, of whatever tenant. Runs before a tenant is known. */
export const findRefreshToken = async (
  db: Pick<Db, 'query'>,
  hash: Buffer
): Promise<RefreshTokenRow | null> => {
  const rows = await db.query<RefreshTokenRow>(
    `select id, tenant_id, user_id, family_id, expires_at, used_at, revoked_at, acts_in from auth_refresh_token($1)`,
    [hash],
    'find_refresh_token'
  )
  return rows[0] ?? null
}

export type NewRefreshToken = {
  id: string
  tenant_id: string
  user_id: string
  family_id: string
  token_hash: Buffer
  user_agent: string | null
  ip: string
  expires_at: Date
  /** Null: where its login acts already, or at home. */
  acts_in?: string | null
}

export const insertRefreshToken = async (tx: Tx, token: NewRefreshToken): Promise<void> => {
  await tx.query(
    `insert into refresh_tokens (id, tenant_id, user_id, family_id, token_hash, user_agent, ip, expires_at, acts_in)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      token.id,
      token.tenant_id,
      token.user_id,
      token.family_id,
      token.token_hash,
      token.user_agent,
      token.ip,
      token.expires_at,
      token.acts_in ?? null
    ],
    'insert_refresh_token'
  )
}

/** Marks a token as used. False when it is used or revoked already; of concurrent calls one gets true. */
export const useRefreshToken = async (tx: Tx, id: string, now: Date): Promise<boolean> => {
  const rows = await tx.query(
    `update refresh_tokens set used_at = $2
     where id = $1 and used_at is null and revoked_at is null returning id`,
    [id, now],
    'use_refresh_token'
  )
  return rows.length === 1
}

/**
 * Waits for those who are exchanging a token of the user: the new one is there then, and is ended with the others. By itself
 * the statement that ends them would wait too, and see only what was there when it began.
 */
const lockLogins = async (tx: Tx, user_id: string): Promise<void> => {
  await tx.query(
    'select from refresh_tokens where user_id = $1 and revoked_at is null order by id for no key update',
    [user_id],
    'lock_logins'
  )
}

/** Ends one login. False when there is none to end. */
export const revokeFamily = async (
  tx: Tx,
  user_id: string,
  family_id: string,
  now: Date
): Promise<boolean> => {
  await lockLogins(tx, user_id)
  const rows = await tx.query(
    `update refresh_tokens set revoked_at = $3
     where user_id = $1 and family_id = $2 and revoked_at is null returning id`,
    [user_id, family_id, now],
    'revoke_family'
  )
  return rows.length > 0
}

/** Ends all logins of a user, except the one to keep. */
export const revokeFamilies = async (
  tx: Tx,
  user_id: string,
  keep: string | undefined,
  now: Date
): Promise<void> => {
  await lockLogins(tx, user_id)
  await tx.query(
    `update refresh_tokens set revoked_at = $3
     where user_id = $1 and revoked_at is null and ($2::text is null or family_id <> $2)`,
    [user_id, keep ?? null, now],
    'revoke_families'
  )
}

export type DeviceRow = {
  id: string
  user_agent: string | null
  ip: string | null
  created_at: Date
  last_used_at: Date
  expires_at: Date
}

/** The logins of a user that still stand, the last used first. */
export const listDevices = (tx: Tx, user_id: string, now: Date): Promise<DeviceRow[]> =>
  tx.query<DeviceRow>(
    `select family_id as id, (array_agg(user_agent order by id desc))[1] as user_agent,
       host((array_agg(ip order by id desc))[1]) as ip, min(created_at) as created_at,
       max(created_at) as last_used_at, max(expires_at) as expires_at
     from refresh_tokens where user_id = $1 and revoked_at is null
     group by family_id having max(expires_at) > $2 order by max(created_at) desc limit 100`,
    [user_id, now],
    'list_devices'
  )
