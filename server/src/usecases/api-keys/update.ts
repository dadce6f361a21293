import { type ApiKeyView, apiKeyView } from '../../domain/api-key.ts'
import { requireScopes } from '../../domain/scope.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { limitMadeKeys, lockApiKey, updateApiKey } from '../../store/api-keys.ts'
import { insertAudit } from '../../store/audit-log.ts'
import type { Caller } from '../auth/issue-tokens.ts'
import type { Deps } from '../deps.ts'
import type { NewApiKey } from './create.ts'
import { futureExpiry } from './expiry.ts'
import { expiryWithinOwn, refuseForeignKey } from './refuse-foreign-scopes.ts'

/** Changes what is given. Scopes can only become ones that the caller has; the keys made with it never have more than it. */
export const changeApiKey = async (
  deps: Deps,
  tenant: Tenant,
  id: string,
  change: Partial<NewApiKey>,
  caller: Caller
): Promise<ApiKeyView> => {
  if (change.scopes) requireScopes(tenant, change.scopes, 'to give it away')
  const { tenant_id } = tenant
  return deps.db.withTenant(tenant, async (tx) => {
    await refuseForeignKey(tx, tenant, id)
    const before = await lockApiKey(tx, tenant_id, id)
    const wanted = futureExpiry(change.expires_at, deps.clock.now())
    const after = await updateApiKey(tx, {
      id,
      tenant_id,
      name: change.name ?? before.name,
      scopes: change.scopes ? [...new Set(change.scopes)] : before.scopes,
      expires_at:
        wanted === undefined ? before.expires_at : await expiryWithinOwn(tx, tenant, wanted)
    })
    await limitMadeKeys(tx, after, deps.clock.now())
    await insertAudit(tx, {
      tenant_id,
      actor_id: tenant.api_key_id ?? tenant.user_id,
      action: 'api_key.updated',
      target_id: id,
      ip: caller.ip,
      details: { changed: Object.keys(change) }
    })
    return apiKeyView(after)
  })
}
