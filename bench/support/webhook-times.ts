import { startReceiver } from '../../server/testkit/webhook-receiver.ts'
import type { Scope } from './scope.ts'

/** A customer's server that notes when each message came to it, in milliseconds since 1970. */
export type WebhookTimes = { url: string; arrived: Map<string, number> }

export const startWebhookTimes = async (scope: Scope): Promise<WebhookTimes> => {
  const arrived = new Map<string, number>()
  const { url, deliveries } = await startReceiver(scope, ({ event }) => {
    arrived.set(event.data.whatsapp_id, Date.now())
    deliveries.length = 0
    return 200
  })
  return { url, arrived }
}
