import { invalid } from '../../domain/errors.ts'
import type { WebhookBatch } from '../../domain/webhook-batch.ts'
import type { MessageFilter } from '../../domain/webhook-filter.ts'
import type { WebhookHeaders } from '../../domain/webhook-headers.ts'
import type { Tx } from '../../lib/db.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import {
  deleteWebhook as deleteRow,
  getWebhook,
  keepOldSecret,
  setWebhookSecret,
  updateWebhook as updateRow,
  type WebhookRow,
  wakeWebhook
} from '../../store/webhooks/webhooks.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { requireMessagesFor } from '../events/visible.ts'
import { newWebhookSecret, sealWebhookHeaders, sealWebhookSecret } from './secret.ts'

export type WebhookInput = {
  url?: string | undefined
  description?: string | undefined
  event_types?: string[] | undefined
  ordered?: boolean | undefined
  batch?: WebhookBatch | null | undefined
  session_ids?: string[] | undefined
  filter?: MessageFilter | null | undefined
  headers?: WebhookHeaders | undefined
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
    batch: input.batch,
    session_ids: input.session_ids ? [...new Set(input.session_ids)] : null,
    filter: input.filter,
    headers: input.headers ? sealWebhookHeaders(deps.webhook_key, webhook_id, input.headers) : null,
    enabled: input.enabled ?? null
  }
  return command(deps, ctx, async (tx) => {
    for (const id of changes.session_ids ?? []) await getSession(tx, ctx.tenant.tenant_id, id)
    if (input.url && !input.headers) await keepHeadersHome(tx, ctx, webhook_id, input.url)
    const after = await updateRow(tx, ctx.tenant.tenant_id, webhook_id, changes)
    const redirects = changes.url !== null || changes.event_types !== null
    if (redirects)
      requireMessagesFor(ctx.tenant, after.event_types, 'to have events of messages sent')
    const { url, enabled, ordered, batch } = input
    if ([url, enabled, ordered, batch].some((one) => one !== undefined))
      await wakeWebhook(tx, webhook_id)
    return getWebhook(tx, ctx.tenant.tenant_id, webhook_id)
  })
}

/** Who may change an address need not know what the headers say: another origin is not told it unasked. */
const keepHeadersHome = async (
  tx: Tx,
  { tenant }: Context,
  webhook_id: string,
  url: string
): Promise<void> => {
  const before = await getWebhook(tx, tenant.tenant_id, webhook_id)
  if (before.header_names.length === 0) return
  if (URL.parse(before.url)?.origin === new URL(url).origin) return
  throw invalid(
    'headers',
    'Say which headers go to the other address, {} for none: their values are not sent to another origin unasked.'
  )
}

/** So long the secret before still signs, unless it is to end at once. */
const old_secret_ms = 24 * 3_600_000

/** Gives the webhook a new secret, shown in this answer alone. What is signed from now on is signed with it, and for a day with the old one, too. */
export const rotateWebhookSecret = (
  deps: Deps,
  ctx: Context,
  webhook_id: string,
  keeps_old: boolean
): Promise<WebhookRow & { secret: string }> =>
  command(deps, ctx, async (tx) => {
    const secret = newWebhookSecret()
    const sealed = sealWebhookSecret(deps.webhook_key, webhook_id, secret)
    const { tenant_id } = ctx.tenant
    await getWebhook(tx, tenant_id, webhook_id)
    const until_ms = deps.clock.now().getTime() + (keeps_old ? old_secret_ms : 0)
    await keepOldSecret(tx, webhook_id, new Date(until_ms))
    const webhook = await setWebhookSecret(tx, tenant_id, webhook_id, sealed)
    await wakeWebhook(tx, webhook_id)
    return { ...webhook, secret }
  })

/** Deletes the webhook and the record of its deliveries. */
export const deleteWebhook = (deps: Deps, ctx: Context, webhook_id: string): Promise<void> =>
  command(deps, ctx, (tx) => deleteRow(tx, ctx.tenant.tenant_id, webhook_id))
