import type { Support } from '../../domain/support.ts'
import { sha256 } from '../../lib/crypto.ts'
import { wholeTenant } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { findRefreshToken, revokeFamilies, revokeFamily } from '../../store/refresh-tokens.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from './issue-tokens.ts'

type Login = { tenant_id: string; user_id: string; family_id?: string; support?: Support }

/** Ends the login of a refresh token. A token that is not known has nothing to end. */
export const logOutByToken = async (
  deps: Deps,
  refresh_token: string,
  caller: Caller
): Promise<void> => {
  const token = await findRefreshToken(deps.db, sha256(refresh_token))
  if (token) await logOut(deps, token, caller)
}

/** Ends a login: its refresh tokens and its access tokens are refused from now on. */
export const logOut = (deps: Deps, login: Login, caller: Caller): Promise<void> =>
  deps.db.withTenant(wholeTenant(login.tenant_id), async (tx) => {
    if (login.family_id === undefined) return
    const ended = await revokeFamily(tx, login.user_id, login.family_id, deps.clock.now())
    if (!ended) return
    await insertAudit(tx, {
      tenant_id: login.tenant_id,
      actor_id: login.support?.actor_id ?? login.user_id,
      action: 'user.logged_out',
      target_id: login.user_id,
      ip: caller.ip,
      details: { device_id: login.family_id, ...(login.support && { support: true }) }
    })
  })

/** Ends all logins of the caller, this one included. API keys go on working. */
export const logOutEverywhere = (deps: Deps, ctx: Context): Promise<void> =>
  command(deps, ctx, async (tx) => {
    await revokeFamilies(tx, ctx.tenant.user_id, undefined, deps.clock.now())
    ctx.entry.target_id = ctx.tenant.user_id
  })
