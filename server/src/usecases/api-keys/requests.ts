import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { getApiKey } from '../../store/api-keys.ts'
import { type KeyRequestRow, listKeyRequests } from '../../store/key-requests.ts'
import type { Deps } from '../deps.ts'

/** What was asked with a key of the tenant in the last days, newest first. */
export const readKeyRequests = (
  deps: Deps,
  tenant: Tenant,
  api_key_id: string,
  page: PageRequest & { failed: boolean }
): Promise<Page<KeyRequestRow>> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { tenant_id } = tenant
    await getApiKey(tx, tenant_id, api_key_id)
    return toPage(await listKeyRequests(tx, tenant_id, api_key_id, page), page.limit)
  })
