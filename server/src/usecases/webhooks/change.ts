import type { Idempotency } from '../../domain/idempotency.ts'
import type { Tenant } from '../../domain/tenant.ts'
import {
  deleteWebhook as deleteRow,
  getWebhook,
  setWebhookSecret,
  updateWebhook as updateRow,
  wakeWebhook
} from '../../store/webhooks/webhooks.ts'
import type { Deps } from '../deps.ts'
import { requireMessagesFor } from '../events/visible.ts'
import { withIdempotency } from '../idempotency/with-idempotency.ts'
import { newWebhookSecret, sealWebhookSecret } from './secret.ts'
import { webhookView } from './view.ts'

export type WebhookInput = {
  url?: string | undefined
  description?: string | undefined
  event_types?: string[] | undefined
  ordered?: boolean | undefined
  enabled?: boolean | undefined
}

/** Changes what is given. Switching on forgets past failures. */
export const updateWebhook = async (
  deps: Deps,
  tenant: Tenant,
  webhook_id: string,
  input: WebhookInput
): Promise<Record<string, unknown>> => {
  const changes = {
    url: input.url ?? null,
    description: input.description ?? null,
    event_types: input.event_types ? [...new Set(input.event_types)] : null,
    ordered: input.ordered ?? null,
    enabled: input.enabled ?? null
  }
  return deps.db.withTenant(tenant, async (tx) => {
    const after = await updateRow(tx, tenant.tenant_id, webhook_id, changes)
    const redirects = changes.url !== null || changes.event_types !== null
    if (redirects) requireMessagesFor(tenant, after.event_types, 'to have events of messages sent')
    const is_other = input.url ?? input.enabled ?? input.ordered
    if (is_other !== undefined) await wakeWebhook(tx, webhook_id)
    return webhookView(await getWebhook(tx, tenant.tenant_id, webhook_id))
  })
}

/** Gives the webhook a new secret, shown in this answer alone. What is signed from now on is signed with it. */
export const rotateWebhookSecret = (
  deps: Deps,
  tenant: Tenant,
  webhook_id: string,
  idempotency: Idempotency | undefined
): Promise<Record<string, unknown>> =>
  deps.db.withTenant(tenant, (tx) =>
    withIdempotency(deps, tx, tenant, idempotency, async () => {
      const secret = newWebhookSecret()
      const sealed = sealWebhookSecret(deps.webhook_key, webhook_id, secret)
      const webhook = await setWebhookSecret(tx, tenant.tenant_id, webhook_id, sealed)
      await wakeWebhook(tx, webhook_id)
      return { ...webhookView(webhook), secret }
    })
  )

/** Deletes the webhook and the record of its deliveries. */
export const deleteWebhook = (deps: Deps, tenant: Tenant, webhook_id: string): Promise<void> =>
  deps.db.withTenant(tenant, (tx) => deleteRow(tx, tenant.tenant_id, webhook_id))
