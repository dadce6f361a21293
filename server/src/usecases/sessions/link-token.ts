import { randomToken, sha256 } from '../../lib/crypto.ts'
import { putLinkToken } from '../../store/link-tokens.ts'
import { lockSession } from '../../store/sessions/sessions.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { refuseLinked } from './qr.ts'

export type LinkToken = { token: string; path: string; expires_at: Date }

/**
 * Makes a token with which somebody without an account can link this session, and no other, until it is linked. It takes the
 * place of the one before. The token is in this answer and in no other.
 */
export const createLinkToken = (
  deps: Deps,
  ctx: Context,
  session_id: string,
  { expires_in_s }: { expires_in_s: number }
): Promise<LinkToken> => {
  const { tenant_id, user_id, api_key_id } = ctx.tenant
  return command(deps, ctx, async (tx) => {
    refuseLinked(await lockSession(tx, tenant_id, session_id))
    const token = `wlt_${randomToken()}`
    const expires_at = new Date(deps.clock.now().getTime() + expires_in_s * 1000)
    const token_hash = sha256(token)
    await putLinkToken(tx, { session_id, tenant_id, user_id, api_key_id, token_hash, expires_at })
    ctx.entry.details = { expires_at }
    return { token, path: `/session/link/${token}`, expires_at }
  })
}
