import { randomBytes } from 'node:crypto'
import { newId } from '../../domain/ids.ts'
import type { UserRow } from '../../domain/user.ts'
import { sha256 } from '../../lib/crypto.ts'
import type { Tx } from '../../lib/db.ts'
import { insertRefreshToken } from '../../store/refresh-tokens.ts'
import type { Deps } from '../deps.ts'
import { signAccessToken } from './access-token.ts'

export type Tokens = {
  access_token: string
  refresh_token: string
  token_type: 'Bearer'
  expires_in: number
  user: UserRow
}

/** From where somebody calls, for the list of devices and the audit log. */
export type Caller = { ip: string; user_agent: string | null }

const day_ms = 86_400_000

/** A refresh token out of 256 bits that nobody can guess. */
export const newRefreshToken = (bits: Buffer = randomBytes(32)): string =>
  `wrt_${bits.toString('base64url')}`

/** Tokens for a user, from where the user's home is: of a new login, or the next ones of a login. Only a hash of the refresh token is kept. */
export const issueTokens = async (
  deps: Deps,
  tx: Tx,
  user: UserRow,
  caller: Caller,
  login: { family_id?: string; next?: string; acts_in?: string | null } = {}
): Promise<Tokens> => {
  const { family_id = newId('token_family'), next = newRefreshToken(), acts_in = null } = login
  const lives_ms = deps.config.REFRESH_TOKEN_DAYS * day_ms
  await insertRefreshToken(tx, {
    id: newId('refresh_token'),
    tenant_id: user.tenant_id,
    user_id: user.id,
    family_id,
    token_hash: sha256(next),
    user_agent: caller.user_agent,
    ip: caller.ip,
    expires_at: new Date(deps.clock.now().getTime() + lives_ms),
    acts_in
  })
  return answerTokens(deps, user, { family_id, next, acts_in })
}

/** What a log-in answers: a new access token beside this refresh token, and the user as they are where it acts. */
export const answerTokens = async (
  deps: Deps,
  at_home: UserRow,
  login: { family_id: string; next: string; acts_in: string | null }
): Promise<Tokens> => {
  const { family_id, next: refresh_token, acts_in } = login
  const is_away = acts_in !== null && acts_in !== at_home.tenant_id
  const user = is_away ? { ...at_home, tenant_id: acts_in, role: 'owner' as const } : at_home

  const { access_token, expires_in } = await signAccessToken(deps, { user_id: user.id, family_id })
  return { access_token, refresh_token, token_type: 'Bearer', expires_in, user }
}
