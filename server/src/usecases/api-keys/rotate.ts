import { type ApiKeyView, apiKeyView } from '../../domain/api-key.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import { requireScopes } from '../../domain/scope.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { lockApiKey, replaceApiKey } from '../../store/api-keys.ts'
import { insertAudit } from '../../store/audit-log.ts'
import type { Caller } from '../auth/issue-tokens.ts'
import type { Deps } from '../deps.ts'
import { withIdempotency } from '../idempotency/with-idempotency.ts'
import { newKey } from './new-key.ts'
import { refuseForeignKey } from './refuse-foreign-scopes.ts'

/** Replaces the key by a new one with the same rights; the old one is refused from now on. */
export const rotateApiKey = (
  deps: Deps,
  tenant: Tenant,
  id: string,
  caller: Caller,
  idempotency: Idempotency | undefined
): Promise<ApiKeyView & { key: string }> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { tenant_id } = tenant
    const before = await lockApiKey(tx, tenant_id, id)
    // Who is shown a key can do what the key can do: asked before an answer that is kept is given again, too.
    requireScopes(tenant, before.scopes, 'to be shown this key')
    await refuseForeignKey(tx, tenant, id)
    return withIdempotency(deps, tx, tenant, idempotency, async () => {
      const { key, ...kept } = newKey()
      const row = await replaceApiKey(tx, { id, tenant_id, ...kept })
      await insertAudit(tx, {
        tenant_id,
        actor_id: tenant.api_key_id ?? tenant.user_id,
        action: 'api_key.rotated',
        target_id: id,
        ip: caller.ip
      })
      return { ...apiKeyView(row), key }
    })
  })
