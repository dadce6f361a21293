import {
  deleteWebhook as deleteRow,
  getWebhook,
  setWebhookSecret,
  updateWebhook as updateRow,
  type WebhookRow,
  wakeWebhook
} from '../../store/webhooks/webhooks.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { requireMessagesFor } from '../events/visible.ts'
import { newWebhookSecret, sealWebhookSecret } from './secret.ts'

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
  ctx: Context,
  webhook_id: string,
  input: WebhookInput
): Promise<WebhookRow> => {
  const changes = {
    url: input.url ?? null,
    description: input.description ?? null,
    event_types: input.event_types ? [...new Set(input.event_types)] : null,
    ordered: input.ordered ?? null,
    enabled: input.enabled ?? null
  }
  return command(deps, ctx, async (tx) => {
    const after = await updateRow(tx, ctx.tenant.tenant_id, webhook_id, changes)
    const redirects = changes.url !== null || changes.event_types !== null
    if (redirects)
      requireMessagesFor(ctx.tenant, after.event_types, 'to have events of messages sent')
    const is_other = input.url ?? input.enabled ?? input.ordered
    if (is_other !== undefined) await wakeWebhook(tx, webhook_id)
    return getWebhook(tx, ctx.tenant.tenant_id, webhook_id)
  })
}

/** Gives the webhook a new secret, shown in this answer alone. What is signed from now on is signed with it. */
export const rotateWebhookSecret = (
  deps: Deps,
  ctx: Context,
  webhook_id: string
): Promise<WebhookRow & { secret: string }> =>
  command(deps, ctx, async (tx) => {
    const secret = newWebhookSecret()
    const sealed = sealWebhookSecret(deps.webhook_key, webhook_id, secret)
    const webhook = await setWebhookSecret(tx, ctx.tenant.tenant_id, webhook_id, sealed)
    await wakeWebhook(tx, webhook_id)
    return { ...webhook, secret }
  })

/** Deletes the webhook and the record of its deliveries. */
export const deleteWebhook = (deps: Deps, ctx: Context, webhook_id: string): Promise<void> =>
  command(deps, ctx, (tx) => deleteRow(tx, ctx.tenant.tenant_id, webhook_id))
