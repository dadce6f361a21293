import { AppError } from '../../domain/errors.ts'
import { sha256 } from '../../lib/crypto.ts'
import { insertAudit } from '../../store/audit-log.ts'
import {
  findRefreshToken,
  type RefreshTokenRow,
  revokeFamily,
  useRefreshToken
} from '../../store/refresh-tokens.ts'
import { getUser } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import { type Caller, issueTokens, type Tokens } from './issue-tokens.ts'

/**
 * Exchanges a refresh token for new tokens, once. A token that comes a second time may be a stolen copy, so the whole
 * login is ended. Of calls that race with the same token one wins; the others are refused and end nothing.
 */
export const refreshTokens = async (
  deps: Deps,
  refresh_token: string,
  caller: Caller
): Promise<Tokens> => {
  const token = await findRefreshToken(deps.db, sha256(refresh_token))
  if (!token || token.revoked_at) throw new AppError('refresh_token_invalid')
  if (token.used_at) {
    await endLogin(deps, token, caller)
    throw new AppError('refresh_token_reused', { family_id: token.family_id })
  }
  const now = deps.clock.now()
  if (token.expires_at <= now) throw new AppError('refresh_token_invalid')
  return deps.db.withTenant(token, async (tx) => {
    const first = await useRefreshToken(tx, token.id, now)
    if (!first) throw new AppError('refresh_token_reused', {}, { detail: raced })
    const user = await getUser(tx, token.user_id)
    if (user.status !== 'active') throw new AppError('account_suspended', { user_id: user.id })
    return issueTokens(deps, tx, user, caller, token.family_id)
  })
}

const raced = 'Another call used this token at the same moment. Go on with the tokens it was given.'

const endLogin = (deps: Deps, token: RefreshTokenRow, caller: Caller): Promise<void> =>
  deps.db.withTenant(token, async (tx) => {
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
