import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { enterTenant, listTenantsOf, type TenantOfUser } from '../../store/tenants.ts'
import { updateLastLogin } from '../../store/users.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { issueTokens, type Tokens } from './issue-tokens.ts'

/** The accounts that the caller is in, from where their home is. */
export const readTenants = (deps: Deps, at_home: Tenant): Promise<TenantOfUser[]> =>
  deps.db.withTenant(at_home, (tx) => listTenantsOf(tx, at_home.user_id))

/** A new login of the caller, which acts in another account that they are in. The one they have goes on. */
export const switchTenant = (deps: Deps, ctx: Context, tenant_id: string): Promise<Tokens> =>
  command(deps, ctx, async (tx) => {
    const { user_id } = ctx.tenant
    const { ip, user_agent } = ctx.caller
    const details = { user_agent }
    if (!(await enterTenant(tx, { user_id, tenant_id, ip, details })))
      throw new AppError('not_found', { tenant_id })
    ctx.entry.target_id = user_id
    ctx.entry.details = { tenant_id }
    const user = await updateLastLogin(tx, user_id, deps.clock.now())
    return issueTokens(deps, tx, user, ctx.caller, { acts_in: tenant_id })
  })
