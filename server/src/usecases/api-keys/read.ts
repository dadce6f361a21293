import type { ApiKeyRow } from '../../domain/api-key.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { getApiKey, listApiKeys } from '../../store/api-keys.ts'
import type { Deps } from '../deps.ts'

/** The keys of the tenant that were not revoked, the newest first. */
export const readApiKeys = (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest
): Promise<Page<ApiKeyRow>> =>
  deps.db.withTenant(tenant, async (tx) =>
    toPage(await listApiKeys(tx, tenant.tenant_id, page), page.limit)
  )

export const readApiKey = (deps: Deps, tenant: Tenant, id: string): Promise<ApiKeyRow> =>
  getApiKey(deps.db.ofTenant(tenant), tenant.tenant_id, id)
