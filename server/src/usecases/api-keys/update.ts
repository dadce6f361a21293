import type { ApiKeyRow } from '../../domain/api-key.ts'
import { requireScopes, withParts } from '../../domain/scope.ts'
import { limitMadeKeys, lockApiKey, updateApiKey } from '../../store/api-keys.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { holdRights } from '../team/may-manage.ts'
import { allowedAddresses } from './addresses.ts'
import type { NewApiKey } from './create.ts'
import { futureExpiry } from './expiry.ts'
import { ownLimit } from './own-limit.ts'
import { ownSessions } from './own-sessions.ts'
import { expiryWithinOwn, refuseForeignKey } from './refuse-foreign-scopes.ts'

/** Changes what is given. Scopes can only become ones that the caller has; the keys made with it never have more than it. */
export const changeApiKey = async (
  deps: Deps,
  ctx: Context,
  id: string,
  change: Partial<NewApiKey>
): Promise<ApiKeyRow> => {
  const { tenant_id } = ctx.tenant
  return command(deps, ctx, async (tx) => {
    const rights = await holdRights(tx, ctx.tenant)
    if (change.scopes) requireScopes(rights, change.scopes, 'to give it away')
    await refuseForeignKey(tx, ctx.tenant, id)
    const before = await lockApiKey(tx, tenant_id, id)
    const wanted = futureExpiry(change.expires_at, deps.clock.now())
    const allowed_addresses = change.allowed_addresses
      ? await allowedAddresses(tx, ctx.tenant, change.allowed_addresses)
      : undefined
    const most =
      change.requests_per_minute_max === undefined
        ? before.requests_per_minute_max
        : await ownLimit(tx, ctx.tenant, change.requests_per_minute_max)
    const after = await updateApiKey(tx, {
      id,
      tenant_id,
      name: change.name ?? before.name,
      scopes: change.scopes ? [...new Set(change.scopes)] : before.scopes,
      allowed_addresses: allowed_addresses ?? before.allowed_addresses,
      session_ids: change.session_ids
        ? await ownSessions(tx, tenant_id, change.session_ids)
        : before.session_ids,
      requests_per_minute_max: most ?? null,
      expires_at:
        wanted === undefined ? before.expires_at : await expiryWithinOwn(tx, ctx.tenant, wanted)
    })
    await limitMadeKeys(tx, { ...after, scopes: withParts(after.scopes) }, deps.clock.now())
    ctx.entry.details = { changed: Object.keys(change) }
    return after
  })
}
