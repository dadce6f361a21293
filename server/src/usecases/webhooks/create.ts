import { newId } from '../../domain/ids.ts'
import type { WebhookBatch } from '../../domain/webhook-batch.ts'
import type { MessageFilter } from '../../domain/webhook-filter.ts'
import type { WebhookHeaders } from '../../domain/webhook-headers.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import { countWebhooks, insertWebhook, type WebhookRow } from '../../store/webhooks/webhooks.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { requireMessagesFor } from '../events/visible.ts'
import { refuseOverPlan } from '../plans/refuse-over-plan.ts'
import { newWebhookSecret, sealWebhookHeaders, sealWebhookSecret } from './secret.ts'

export type NewWebhookInput = {
  url: string
  event_types: string[]
  session_id?: string | null | undefined
  description: string
  ordered: boolean
  batch?: WebhookBatch | null | undefined
  session_ids?: string[] | undefined
  filter?: MessageFilter | null | undefined
  headers?: WebhookHeaders | undefined
}

/** Creates a webhook. Its secret is in this answer and in no other. */
export const createWebhook = (
  deps: Deps,
  ctx: Context,
  input: NewWebhookInput
): Promise<WebhookRow & { secret: string }> => {
  requireMessagesFor(ctx.tenant, input.event_types, 'to have events of messages sent to an address')
  return command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    const session_id = input.session_id ?? null
    if (session_id) await getSession(tx, tenant_id, session_id)
    for (const id of input.session_ids ?? []) await getSession(tx, tenant_id, id)
    await refuseOverPlan(tx, tenant_id, 'webhooks_max', countWebhooks)
    const id = newId('webhook')
    const secret = newWebhookSecret()
    const webhook = await insertWebhook(tx, {
      id,
      tenant_id,
      session_id,
      is_session_url: false,
      url: input.url,
      description: input.description,
      event_types: [...new Set(input.event_types)],
      ordered: input.ordered,
      batch: input.batch ?? null,
      session_ids: [...new Set(input.session_ids ?? [])],
      filter: input.filter ?? null,
      ...sealWebhookHeaders(deps.webhook_key, id, input.headers ?? {}),
      sealed_secret: sealWebhookSecret(deps.webhook_key, id, secret)
    })
    return { ...webhook, secret }
  })
}
