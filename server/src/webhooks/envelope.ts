import { Webhook } from 'standardwebhooks'
import { type KeyRing, unsealWith } from '../lib/key-ring.ts'
import type { EventEnvelope } from '../schemas/events.ts'
import type { DueDelivery } from './records/load.ts'

/**
 * What is sent for a delivery: the event, signed as Standard Webhooks asks for. Its id is the event's, so it is the same
 * on every retry, replay and redelivery, and a receiver can tell that it has had it.
 */
export const signedEnvelope = (
  delivery: DueDelivery,
  webhook_key: KeyRing,
  now: Date
): { body: string; headers: Record<string, string> } => {
  const envelope: EventEnvelope = {
    id: delivery.event_id,
    type: delivery.event_type,
    created_at: delivery.event_created_at.toISOString(),
    session_id: delivery.session_id,
    data: delivery.data
  }
  const body = JSON.stringify(envelope)
  const secret = unsealWith(webhook_key, delivery.sealed_secret, `webhook:${delivery.webhook_id}`)
  return {
    body,
    headers: {
      'webhook-id': envelope.id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret.toString()).sign(envelope.id, now, body)
    }
  }
}
