import { AppError } from '../../domain/errors.ts'
import { putEvents } from '../../store/events/put.ts'
import { type DeliveryRow, getNewDelivery } from '../../store/webhook-deliveries/read.ts'
import { getWebhook } from '../../store/webhooks/webhooks.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

/** Sends the event webhook.test to this webhook and to no other. Gives the delivery, to be looked at a moment later. */
export const testWebhook = (deps: Deps, ctx: Context, webhook_id: string): Promise<DeliveryRow> =>
  command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    const webhook = await getWebhook(tx, tenant_id, webhook_id)
    if (!webhook.enabled) throw new AppError('webhook_disabled', { webhook_id })
    const data = { webhook_id, message: 'It works.' }
    const { session_id } = webhook
    putEvents(tx, [{ tenant_id, session_id, type: 'webhook.test', data }])
    return getNewDelivery(tx, tenant_id, webhook_id)
  })
