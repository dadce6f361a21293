import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { getWebhook, listWebhooks, type WebhookRow } from '../../store/webhooks/webhooks.ts'
import type { Deps } from '../deps.ts'

export const readWebhook = (deps: Deps, tenant: Tenant, webhook_id: string): Promise<WebhookRow> =>
  getWebhook(deps.db.ofTenant(tenant), tenant.tenant_id, webhook_id)

/** A page of the tenant's webhooks, newest first. */
export const readWebhooks = async (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest & { session_id: string | null }
): Promise<Page<WebhookRow>> => {
  const rows = await listWebhooks(deps.db.ofTenant(tenant), tenant.tenant_id, page)
  return toPage(rows, page.limit)
}
