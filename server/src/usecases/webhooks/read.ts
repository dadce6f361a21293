import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { getWebhook, listWebhooks } from '../../store/webhooks/webhooks.ts'
import type { Deps } from '../deps.ts'
import { webhookView } from './view.ts'

export const readWebhook = async (
  deps: Deps,
  tenant: Tenant,
  webhook_id: string
): Promise<Record<string, unknown>> =>
  webhookView(
    await deps.db.withTenant(tenant, (tx) => getWebhook(tx, tenant.tenant_id, webhook_id))
  )

/** A page of the tenant's webhooks, newest first. */
export const readWebhooks = async (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest & { session_id: string | null }
): Promise<Page<Record<string, unknown>>> => {
  const rows = await deps.db.withTenant(tenant, (tx) => listWebhooks(tx, tenant.tenant_id, page))
  return toPage(rows, page.limit, webhookView)
}
