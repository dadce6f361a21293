import type { UserRole, UserStatus } from '../domain/user.ts'
import { byteaArray } from '../lib/binary-array.ts'
import type { Db, Tx } from '../lib/db.ts'
import { credentials_answer_ms } from './logins.ts'

/** What is known of who sends a link token. */
export type LinkTokenRow = {
  tenant_id: string
  session_id: string
  user_id: string
  expires_at: Date
  /** The session was linked with it, or by somebody else. */
  used_at: Date | null
  /** The API key that it was made with still counts. */
  stands: boolean
  user_status: UserStatus
  user_role: UserRole
}

/** The tokens of these hashes, of whatever tenant, in the order asked; null for one that is not there. Runs before a tenant is known. */
export const findLinkTokensByHash = async (
  db: Db,
  hashes: Buffer[]
): Promise<(LinkTokenRow | null)[]> => {
  const rows = await db.query<LinkTokenRow & { place: number }>(
    `select w.place, t.* from unnest($1::bytea[]) with ordinality as w (hash, place)
     cross join lateral auth_link_token(w.hash) t`,
    [byteaArray(hashes)],
    'find_link_tokens_by_hash',
    credentials_answer_ms
  )
  const found = new Map(rows.map(({ place, ...token }) => [place, token]))
  return hashes.map((_, index) => found.get(index + 1) ?? null)
}

/** Gives the session this token, in the place of the one it had. */
export const putLinkToken = async (
  tx: Tx,
  token: {
    session_id: string
    tenant_id: string
    user_id: string
    api_key_id: string | null
    token_hash: Buffer
    expires_at: Date
  }
): Promise<void> => {
  await tx.query(
    `insert into link_tokens (session_id, tenant_id, user_id, api_key_id, token_hash, expires_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (session_id) do update set user_id = excluded.user_id, api_key_id = excluded.api_key_id,
       token_hash = excluded.token_hash, expires_at = excluded.expires_at, used_at = null, created_at = now()`,
    [
      token.session_id,
      token.tenant_id,
      token.user_id,
      token.api_key_id,
      token.token_hash,
      token.expires_at
    ],
    'put_link_token'
  )
}
