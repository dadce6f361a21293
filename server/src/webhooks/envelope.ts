import { Webhook } from 'standardwebhooks'
import { batch_bytes_max } from '../domain/webhook-batch.ts'
import { type WebhookHeaders, webhookHeadersContext } from '../domain/webhook-headers.ts'
import { sha256 } from '../lib/crypto.ts'
import { type KeyRing, unsealWith } from '../lib/key-ring.ts'
import type { EventEnvelope } from '../schemas/events.ts'
import type { DueDelivery } from './records/load.ts'

/** What is posted, with our headers and those of the webhook itself. */
export type Signed = { body: string; headers: Record<string, string>; own_headers: WebhookHeaders }

const envelopeOf = (delivery: DueDelivery): EventEnvelope => ({
  id: delivery.event_id,
  type: delivery.event_type,
  created_at: delivery.event_created_at.toISOString(),
  session_id: delivery.session_id,
  data: delivery.data
})

/**
 * What is sent for a delivery: the event, signed as Standard Webhooks asks for. Its id is the event's, so it is the same
 * on every retry, replay and redelivery, and a receiver can tell that it has had it.
 */
export const signedEnvelope = (delivery: DueDelivery, webhook_key: KeyRing, now: Date): Signed => {
  const envelope = envelopeOf(delivery)
  return signed(delivery, envelope.id, JSON.stringify(envelope), webhook_key, now)
}

/** Deliveries of one webhook that are sent in one body. */
export type Batch = { id: string; deliveries: DueDelivery[]; body: string }

/**
 * The first of these deliveries that fit into one body. Its id is made from those of the events, so that it is the same when the same
 * events are sent again, and another one when they come with others.
 */
export const batchOf = (due: DueDelivery[]): Batch => {
  const texts: string[] = []
  let bytes = 0
  for (const delivery of due) {
    const text = JSON.stringify(envelopeOf(delivery))
    bytes += Buffer.byteLength(text)
    if (texts.length > 0 && bytes > batch_bytes_max) break
    texts.push(text)
  }
  const deliveries = due.slice(0, texts.length)
  const digest = sha256(deliveries.map((one) => one.event_id).join(' ')).toString('hex')
  const id = `bat_${digest.slice(0, 32)}`
  const created_at = deliveries.at(-1)?.event_created_at.toISOString()
  const head = JSON.stringify({ id, type: 'batch', created_at, session_id: null })
  // The events stand in it as they would by themselves.
  const body = `${head.slice(0, -1)},"data":{"events":[${texts.join(',')}]}}`
  return { id, deliveries, body }
}

/** A batch, signed as a whole. `of` is one of its deliveries. */
export const signedBatch = (
  batch: Batch,
  of: DueDelivery,
  webhook_key: KeyRing,
  now: Date
): Signed => signed(of, batch.id, batch.body, webhook_key, now)

const signed = (
  delivery: DueDelivery,
  id: string,
  body: string,
  webhook_key: KeyRing,
  now: Date
): Signed => {
  const context = `webhook:${delivery.webhook_id}`
  const { sealed_secret, old_sealed_secret } = delivery
  const sealed = old_sealed_secret ? [sealed_secret, old_sealed_secret] : [sealed_secret]
  // A receiver takes the signature of whichever secret it knows.
  const signatures = sealed.map((one) =>
    new Webhook(unsealWith(webhook_key, one, context).toString()).sign(id, now, body)
  )
  return {
    body,
    own_headers: ownHeaders(delivery, webhook_key),
    headers: {
      'webhook-id': id,
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
