import { Webhook } from 'standardwebhooks'
import { type WebhookHeaders, webhookHeadersContext } from '../domain/webhook-headers.ts'
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
): { body: string; headers: Record<string, string>; own_headers: WebhookHeaders } => {
  const envelope: EventEnvelope = {
    id: delivery.event_id,
    type: delivery.event_type,
    created_at: delivery.event_created_at.toISOString(),
    session_id: delivery.session_id,
    data: delivery.data
  }
  const body = JSON.stringify(envelope)
  const context = `webhook:${delivery.webhook_id}`
  const { sealed_secret, old_sealed_secret } = delivery
  const sealed = old_sealed_secret ? [sealed_secret, old_sealed_secret] : [sealed_secret]
  // A receiver takes the signature of whichever secret it knows.
  const signatures = sealed.map((one) =>
    new Webhook(unsealWith(webhook_key, one, context).toString()).sign(envelope.id, now, body)
  )
  return {
    body,
    own_headers: ownHeaders(delivery, webhook_key),
    headers: {
      'webhook-id': envelope.id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': signatures.join(' ')
    }
  }
}

const ownHeaders = (
  { webhook_id, sealed_headers }: DueDelivery,
  webhook_key: KeyRing
): WebhookHeaders =>
  sealed_headers === null
    ? {}
    : JSON.parse(
        unsealWith(webhook_key, sealed_headers, webhookHeadersContext(webhook_id)).toString()
      )
