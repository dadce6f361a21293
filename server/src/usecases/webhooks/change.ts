import type { Idempotency } from '../../domain/idempotency.ts'
import type { Tenant } from '../../domain/tenant.ts'
import {
  deleteWebhook as deleteRow,
  setWebhookSecret,
  updateWebhook as updateRow
} from '../../store/webhooks.ts'
import type { Deps } from '../deps.ts'
import { requireMessagesFor } from '../events/visible.ts'
import { withIdempotency } from '../idempotency/with-idempotency.ts'
import { newWebhookSecret, sealWebhookSecret } from './secret.ts'
import { webhookView } from './view.ts'

export type WebhookInput = {
  url?: string | undefined
  description?: string | undefined
  event_types?: string[] | undefined
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
    enabled: input.enabled ?? null
  }
  const webhook = await deps.db.withTenant(tenant, async (tx) => {
    const after = await updateRow(tx, tenant.tenant_id, webhook_id, changes)
    const redirects = changes.url !== null || changes.event_types !== null
    if (redirects) requireMessagesFor(tenant, after.event_types, 'to have events of messages sent')
    return after
  })
  return webhookView(webhook)
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
      return { ...webhookView(webhook), secret }
    })
  )

/** Deletes the webhook and the record of its deliveries. */
export const deleteWebhook = (deps: Deps, tenant: Tenant, webhook_id: string): Promise<void> =>
  deps.db.withTenant(tenant, (tx) => deleteRow(tx, tenant.tenant_id, webhook_id))
