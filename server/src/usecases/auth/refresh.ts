import { AppError } from '../../domain/errors.ts'
import { hmac, sha256 } from '../../lib/crypto.ts'
import { wholeTenant } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import {
  findRefreshToken,
  type RefreshTokenRow,
  revokeFamily,
  useRefreshToken
} from '../../store/refresh-tokens.ts'
import { holdUser } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import {
  answerTokens,
  type Caller,
  issueTokens,
  newRefreshToken,
  type Tokens
} from './issue-tokens.ts'
import { refuseInactive } from './refuse-inactive.ts'

/** For so long a token that was used may come again: from other tabs of a browser, or because an answer was lost. */
const grace_ms = 10_000

/**
 * Exchanges a refresh token for new tokens, once: calls that come with the same one at the same time, or within seconds, get
 * the same new refresh token. One that comes later may be a stolen copy, so the whole login is ended.
 */
export const refreshTokens = async (
  deps: Deps,
  refresh_token: string,
  caller: Caller
): Promise<Tokens> => {
  const hash = sha256(refresh_token)
  const token = await findRefreshToken(deps.db, hash)
  if (!token || token.revoked_at) throw new AppError('refresh_token_invalid')
  const now = deps.clock.now()
  if (token.expires_at <= now) throw new AppError('refresh_token_invalid')
  if (token.used_at && now.getTime() - token.used_at.getTime() > grace_ms) {
    await endLogin(deps, token, caller)
    throw new AppError('refresh_token_reused', { family_id: token.family_id })
  }
  const successors = successorsOf(deps, refresh_token)
  const [next = ''] = successors
  const { family_id, acts_in } = token
  const tokens = await deps.db.withTenant(wholeTenant(token.tenant_id), async (tx) => {
    // The user before the token, as whatever removes a user, or moves the home, takes them.
    const user = await holdUser(tx, token.user_id)
    if (!user) return null
    refuseInactive(user.status, { user_id: user.id })
    const first = token.used_at === null && (await useRefreshToken(tx, token.id, now))
    if (first) return issueTokens(deps, tx, user, caller, { family_id, next, acts_in })
    // Another call was first. What it was given is there, unless the login was ended meanwhile.
    for (const successor of successors) {
      const given = await findRefreshToken(tx, sha256(successor))
      if (given && !given.revoked_at)
        return answerTokens(deps, user, { family_id, next: successor, acts_in })
    }
    throw new AppError('refresh_token_invalid')
  })
  if (tokens) return tokens
  const moved = await findRefreshToken(deps.db, hash)
  if (!moved || moved.tenant_id === token.tenant_id) throw new AppError('refresh_token_invalid')
  return refreshTokens(deps, refresh_token, caller)
}

/**
 * The token that replaces this one: always the same, and known to nobody without our key. Behind it those that keys of
 * before have given.
 */
const successorsOf = (deps: Pick<Deps, 'jwt_secret'>, refresh_token: string): string[] =>
  deps.jwt_secret
    .derive('next refresh token')
    .keys()
    .map((key) => newRefreshToken(hmac(key.bytes, refresh_token)))

const endLogin = (deps: Deps, token: RefreshTokenRow, caller: Caller): Promise<void> =>
  deps.db.withTenant(wholeTenant(token.tenant_id), async (tx) => {
    await revokeFamily(tx, token.user_id, token.family_id, deps.clock.now())
    await insertAudit(tx, {
      tenant_id: token.tenant_id,
      actor_id: null,
      action: 'refresh_token.reused',
      target_id: token.user_id,
      ip: caller.ip,
      details: { device_id: token.family_id }
    })
  })
