import type { ApiKeyRow } from '../domain/api-key.ts'
import { AppError } from '../domain/errors.ts'
import type { Scope } from '../domain/tenant.ts'
import type { UserRole, UserStatus } from '../domain/user.ts'
import { byteaArray } from '../lib/binary-array.ts'
import type { Db, Reader, Tx } from '../lib/db.ts'
import type { PageRequest } from '../lib/page.ts'
import { credentials_answer_ms } from './logins.ts'

export type CredentialRow = {
  id: string
  tenant_id: string
  user_id: string
  scopes: Scope[]
  expires_at: Date | null
  revoked_at: Date | null
  last_used_at: Date | null
  user_status: UserStatus
  user_role: UserRole
  allowed_addresses: string[]
  session_ids: string[]
  requests_per_minute_max: number | null
  home_tenant_id: string
}

/** The keys of these hashes, of whatever tenant, in the order asked; null for one that is not there. Runs before a tenant is known. */
export const findApiKeysByHash = async (
  db: Db,
  hashes: Buffer[]
): Promise<(CredentialRow | null)[]> => {
  const rows = await db.query<CredentialRow & { place: number }>(
    `select w.place, k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, k.user_status,
       k.user_role, k.allowed_addresses, k.session_ids, k.requests_per_minute_max, k.home_tenant_id
     from unnest($1::bytea[]) with ordinality as w (hash, place) cross join lateral auth_limited_key(w.hash) k`,
    [byteaArray(hashes)],
    'find_api_keys_by_hash',
    credentials_answer_ms
  )
  const found = new Map(rows.map(({ place, ...key }) => [place, key]))
  return hashes.map((_, index) => found.get(index + 1) ?? null)
}

/** What bounds where, on what and how often a key is used. */
type Bound = 'allowed_addresses' | 'session_ids' | 'requests_per_minute_max'

export const touchApiKey = async (tx: Tx, id: string, now: Date): Promise<void> => {
  await tx.query(
    `update api_keys set last_used_at = $2
     where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`,
    [id, now],
    'touch_api_key'
  )
}

const columns = `id, tenant_id, user_id, name, prefix, scopes, expires_at, allowed_addresses, session_ids,
  requests_per_minute_max, case when old_key_until > now() then old_key_until end as old_key_until,
  last_used_at, created_at, created_by_key_id`

export const insertApiKey = async (
  tx: Tx,
  key: Omit<ApiKeyRow, 'last_used_at' | 'created_at' | 'old_key_until'> & { key_hash: Buffer }
): Promise<ApiKeyRow> => {
  const rows = await tx.query<ApiKeyRow>(
    `insert into api_keys (id, tenant_id, user_id, name, prefix, key_hash, scopes, expires_at, created_by_key_id, allowed_addresses,
       session_ids, requests_per_minute_max)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${columns}`,
    [
      key.id,
      key.tenant_id,
      key.user_id,
      key.name,
      key.prefix,
      key.key_hash,
      key.scopes,
      key.expires_at,
      key.created_by_key_id,
      key.allowed_addresses,
      key.session_ids,
      key.requests_per_minute_max
    ],
    'insert_api_key'
  )
  return existing(rows, key.id)
}

/** A key that was not revoked. */
export const getApiKey = async (db: Reader, tenant_id: string, id: string): Promise<ApiKeyRow> => {
  const rows = await db.query<ApiKeyRow>(
    `select ${columns} from api_keys where tenant_id = $1 and id = $2 and revoked_at is null`,
    [tenant_id, id],
    'get_api_key'
  )
  return existing(rows, id)
}

/** The same, locked until the transaction ends, and no key is being made with it meanwhile. */
export const lockApiKey = async (tx: Tx, tenant_id: string, id: string): Promise<ApiKeyRow> => {
  const rows = await tx.query<ApiKeyRow>(
    `select ${columns} from api_keys where tenant_id = $1 and id = $2 and revoked_at is null for update`,
    [tenant_id, id],
    'lock_api_key'
  )
  return existing(rows, id)
}

/** The key that asks, which stays as it is until the transaction ends; null: it was revoked. */
export const holdApiKey = async (
  tx: Tx,
  tenant_id: string,
  id: string
): Promise<Pick<ApiKeyRow, 'scopes'> | null> => {
  const [row] = await tx.query<Pick<ApiKeyRow, 'scopes'>>(
    'select scopes from api_keys where tenant_id = $1 and id = $2 and revoked_at is null for update',
    [tenant_id, id],
    'hold_api_key'
  )
  return row ?? null
}

/** The newest first. One row more than asked for, when there is one. */
export const listApiKeys = (tx: Tx, tenant_id: string, page: PageRequest): Promise<ApiKeyRow[]> =>
  tx.query<ApiKeyRow>(
    `select ${columns} from api_keys
     where tenant_id = $1 and revoked_at is null and ($2::text is null or id < $2) order by id desc limit $3`,
    [tenant_id, page.position, page.limit + 1],
    'list_api_keys'
  )

/** How many keys count against the plan: those that can be used. */
export const countApiKeys = async (tx: Tx, tenant_id: string): Promise<number> => {
  const rows = await tx.query<{ count: number }>(
    `select count(*) from api_keys
     where tenant_id = $1 and revoked_at is null and (expires_at is null or expires_at > now())`,
    [tenant_id],
    'count_api_keys'
  )
  return rows[0]?.count ?? 0
}

export const updateApiKey = async (
  tx: Tx,
  key: Pick<ApiKeyRow, 'id' | 'tenant_id' | 'name' | 'scopes' | 'expires_at' | Bound>
): Promise<ApiKeyRow> => {
  const rows = await tx.query<ApiKeyRow>(
    `update api_keys set name = $3, scopes = $4, expires_at = $5, allowed_addresses = $6, session_ids = $7,
       requests_per_minute_max = $8
     where tenant_id = $1 and id = $2 returning ${columns}`,
    [
      key.tenant_id,
      key.id,
      key.name,
      key.scopes,
      key.expires_at,
      key.allowed_addresses,
      key.session_ids,
      key.requests_per_minute_max
    ],
    'update_api_key'
  )
  return existing(rows, key.id)
}

/** Replaces the key. The old one may be used for so many seconds more; one that was old before ends. */
export const replaceApiKey = async (
  tx: Tx,
  key: Pick<ApiKeyRow, 'id' | 'tenant_id' | 'prefix'> & { key_hash: Buffer },
  overlap_seconds: number
): Promise<ApiKeyRow> => {
  const rows = await tx.query<ApiKeyRow>(
    `update api_keys set prefix = $3, key_hash = $4, last_used_at = null,
       old_key_hash = case when $5::int > 0 then key_hash end,
       old_key_until = case when $5 > 0 then now() + make_interval(secs => $5) end
     where tenant_id = $1 and id = $2 returning ${columns}`,
    [key.tenant_id, key.id, key.prefix, key.key_hash, overlap_seconds],
    'replace_api_key'
  )
  return existing(rows, key.id)
}

/** The key $2 of the tenant $1 and all that were made with it, directly or not. */
const with_made = `with recursive made as (
    select id from api_keys where tenant_id = $1 and id = $2
    union select k.id from api_keys k join made on k.tenant_id = $1 and k.created_by_key_id = made.id
  )`

/** Whether a key was made with another one, directly or not. */
export const isMadeWith = async (
  tx: Tx,
  tenant_id: string,
  id: string,
  maker_id: string
): Promise<boolean> => {
  const rows = await tx.query(
    `${with_made} select id from made where id = $3 and id <> $2`,
    [tenant_id, maker_id, id],
    'is_key_made_with'
  )
  return rows.length > 0
}

/** Revokes a key and all that were made with it. */
export const revokeApiKey = async (
  tx: Tx,
  tenant_id: string,
  id: string,
  now: Date
): Promise<ApiKeyRow> => {
  const rows = await tx.query<ApiKeyRow>(
    `${with_made} update api_keys set revoked_at = $3
     where tenant_id = $1 and id in (select id from made) and revoked_at is null returning ${columns}`,
    [tenant_id, id, now],
    'revoke_api_key'
  )
  return existing(
    rows.filter((row) => row.id === id),
    id
  )
}

/** Takes from the keys made with this one what it does not have any more: scopes, time, addresses, requests and sessions. One left without scopes or sessions is revoked. */
export const limitMadeKeys = async (
  tx: Tx,
  key: Pick<ApiKeyRow, 'id' | 'tenant_id' | 'scopes' | 'expires_at' | Bound>,
  now: Date
): Promise<void> => {
  await tx.query(
    `${with_made} update api_keys k set
       scopes = array(select scope from unnest(k.scopes) scope where scope = any ($3)),
       expires_at = least(k.expires_at, $4),
       allowed_addresses = $6,
       requests_per_minute_max = least(k.requests_per_minute_max, $8),
       session_ids = case when $7::text[] = '{}' then k.session_ids when k.session_ids = '{}' then $7
         else array(select one from unnest(k.session_ids) one where one = any ($7)) end,
       revoked_at = case when k.scopes && $3 and ($7::text[] = '{}' or k.session_ids = '{}' or k.session_ids && $7)
         then null else $5::timestamptz end
     where k.tenant_id = $1 and k.id in (select id from made) and k.id <> $2 and k.revoked_at is null`,
    [
      key.tenant_id,
      key.id,
      key.scopes,
      key.expires_at,
      now,
      key.allowed_addresses,
      key.session_ids,
      key.requests_per_minute_max
    ],
    'limit_made_keys'
  )
}

const existing = (rows: ApiKeyRow[], id: string): ApiKeyRow => {
  if (!rows[0]) throw new AppError('not_found', { api_key_id: id })
  return rows[0]
}
