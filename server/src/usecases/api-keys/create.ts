import { type ApiKeyView, apiKeyView } from '../../domain/api-key.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import { newId } from '../../domain/ids.ts'
import { requireScopes } from '../../domain/scope.ts'
import type { Scope, Tenant } from '../../domain/tenant.ts'
import { countApiKeys, insertApiKey } from '../../store/api-keys.ts'
import { insertAudit } from '../../store/audit-log.ts'
import type { Caller } from '../auth/issue-tokens.ts'
import type { Deps } from '../deps.ts'
import { withIdempotency } from '../idempotency/with-idempotency.ts'
import { refuseOverPlan } from '../plans/refuse-over-plan.ts'
import { futureExpiry } from './expiry.ts'
import { newKey } from './new-key.ts'
import { expiryWithinOwn } from './refuse-foreign-scopes.ts'

export type NewApiKey = { name: string; scopes: Scope[]; expires_at?: string | null }

/**
 * Makes an API key with scopes of the caller's own. The key is in this answer and in no other. One made with another key
 * has no right and no day more than that one, and is revoked with it.
 */
export const createApiKey = async (
  deps: Deps,
  tenant: Tenant,
  input: NewApiKey,
  caller: Caller,
  idempotency: Idempotency | undefined
): Promise<ApiKeyView & { key: string }> => {
  requireScopes(tenant, input.scopes, 'to give it away')
  const { tenant_id, user_id } = tenant
  return deps.db.withTenant(tenant, (tx) =>
    withIdempotency(deps, tx, tenant, idempotency, async () => {
      const wanted = futureExpiry(input.expires_at, deps.clock.now())
      const expires_at = await expiryWithinOwn(tx, tenant, wanted)
      await refuseOverPlan(tx, tenant_id, 'api_keys_max', countApiKeys)
      const { key, ...kept } = newKey()
      const id = newId('api_key')
      const scopes = [...new Set(input.scopes)]
      const name = input.name
      const row = await insertApiKey(tx, {
        id,
        tenant_id,
        user_id,
        name,
        scopes,
        expires_at,
        created_by_key_id: tenant.api_key_id,
        ...kept
      })
      await insertAudit(tx, {
        tenant_id,
        actor_id: tenant.api_key_id ?? user_id,
        action: 'api_key.created',
        target_id: id,
        ip: caller.ip,
        details: { name, scopes }
      })
      return { ...apiKeyView(row), key }
    })
  )
}
