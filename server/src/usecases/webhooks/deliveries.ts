import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import type { DeliveryStatus } from '../../schemas/webhook.ts'
import { type EventRow, getEvent } from '../../store/events/read.ts'
import {
  type AttemptRow,
  type DeliveryRow,
  getDelivery,
  listAttempts,
  listDeliveries,
  replayDelivery as replayRow
} from '../../store/webhook-deliveries/read.ts'
import { getWebhook } from '../../store/webhooks/webhooks.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { requireMessagesFor } from '../events/visible.ts'
import { readList } from '../read-list.ts'

/** A page of what was sent to the webhook, newest first. */
export const readDeliveries = async (
  deps: Deps,
  tenant: Tenant,
  webhook_id: string,
  page: PageRequest & { status: DeliveryStatus | null }
): Promise<Page<DeliveryRow>> => {
  const { tenant_id } = tenant
  const rows = await readList(deps, tenant, async (tx) => {
    await getWebhook(tx, tenant_id, webhook_id)
    return listDeliveries(tx, tenant_id, webhook_id, page)
  })
  return toPage(rows, page.limit)
}

/** One delivery with the event that it carries, as the webhook receives it, and what came of each attempt. */
export const readDelivery = (
  deps: Deps,
  tenant: Tenant,
  webhook_id: string,
  delivery_id: string
): Promise<DeliveryRow & { event: EventRow; attempt_list: AttemptRow[] }> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { tenant_id } = tenant
    const delivery = await getDelivery(tx, tenant_id, webhook_id, delivery_id)
    requireMessagesFor(tenant, [delivery.event_type], 'to see what this delivery carries')
    const event = await getEvent(tx, tenant_id, delivery.event_id)
    const attempt_list = await listAttempts(tx, tenant_id, delivery_id)
    return { ...delivery, event, attempt_list }
  })

/** Sends a delivery again, with the same webhook-id. One that is still being tried goes on as it is. */
export const replayDelivery = (
  deps: Deps,
  ctx: Context,
  webhook_id: string,
  delivery_id: string
): Promise<DeliveryRow> =>
  command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    const webhook = await getWebhook(tx, tenant_id, webhook_id)
    if (!webhook.enabled) throw new AppError('webhook_disabled', { webhook_id })
    await getDelivery(tx, tenant_id, webhook_id, delivery_id)
    await replayRow(tx, delivery_id)
    return getDelivery(tx, tenant_id, webhook_id, delivery_id)
  })
