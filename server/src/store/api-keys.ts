import type { Scope } from '../domain/tenant.ts'
import type { Db, Tx } from '../lib/db.ts'

export type CredentialRow = {
  id: string
  tenant_id: string
  user_id: string
  scopes: Scope[]
  expires_at: Date | null
  revoked_at: Date | null
  last_used_at: Date | null
  user_status: 'active' | 'suspended'
  user_role: 'owner' | 'admin'
}

/** The key of this hash, of whatever tenant. Runs before a tenant is known. */
export const findApiKeyByHash = async (db: Db, hash: Buffer): Promise<CredentialRow | null> => {
  const rows = await db.query<CredentialRow>(
    `select id, tenant_id, user_id, scopes, expires_at, revoked_at, last_used_at, user_status, user_role
     from auth_api_key($1)`,
    [hash],
    'find_api_key_by_hash'
  )
  return rows[0] ?? null
}

export const touchApiKey = async (tx: Tx, id: string, now: Date): Promise<void> => {
  await tx.query(
    `update api_keys set last_used_at = $2
     where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`,
    [id, now],
    'touch_api_key'
  )
}
