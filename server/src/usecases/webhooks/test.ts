import { AppError } from '../../domain/errors.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { putEvents } from '../../store/events/put.ts'
import { getNewDelivery } from '../../store/webhook-deliveries/read.ts'
import { getWebhook } from '../../store/webhooks/webhooks.ts'
import type { Deps } from '../deps.ts'
import { withIdempotency } from '../idempotency/with-idempotency.ts'
import { deliveryView } from './view.ts'

/** Sends the event webhook.test to this webhook and to no other. Gives the delivery, to be looked at a moment later. */
export const testWebhook = (
  deps: Deps,
  tenant: Tenant,
  webhook_id: string,
  idempotency: Idempotency | undefined
): Promise<Record<string, unknown>> =>
  deps.db.withTenant(tenant, (tx) =>
    withIdempotency(deps, tx, tenant, idempotency, async () => {
      const { tenant_id } = tenant
      const webhook = await getWebhook(tx, tenant_id, webhook_id)
      if (!webhook.enabled) throw new AppError('webhook_disabled', { webhook_id })
      const data = { webhook_id, message: 'It works.' }
      const { session_id } = webhook
      putEvents(tx, [{ tenant_id, session_id, type: 'webhook.test', data }])
      return deliveryView(await getNewDelivery(tx, tenant_id, webhook_id))
    })
  )
