import type { Tenant } from '../../domain/tenant.ts'
import { revokeApiKey } from '../../store/api-keys.ts'
import { insertAudit } from '../../store/audit-log.ts'
import type { Caller } from '../auth/issue-tokens.ts'
import type { Deps } from '../deps.ts'
import { refuseForeignKey } from './refuse-foreign-scopes.ts'

/** Revokes a key and those made with it: they are refused from now on and listed no more. */
export const deleteApiKey = (
  deps: Deps,
  tenant: Tenant,
  id: string,
  caller: Caller
): Promise<void> =>
  deps.db.withTenant(tenant, async (tx) => {
    await refuseForeignKey(tx, tenant, id)
    const row = await revokeApiKey(tx, tenant.tenant_id, id, deps.clock.now())
    await insertAudit(tx, {
      tenant_id: tenant.tenant_id,
      actor_id: tenant.api_key_id ?? tenant.user_id,
      action: 'api_key.revoked',
      target_id: id,
      ip: caller.ip,
      details: { name: row.name }
    })
  })
