import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import type { GatewayEvent } from './events.ts'

export { WebhookVerificationError }

type Headers = Record<string, string | string[] | undefined> | { get(name: string): string | null }

/**
 * The event of a webhook, if it is signed with this secret (`whsec_…`) and not older than five minutes; throws
 * `WebhookVerificationError` otherwise. `body` is the body as it came, before anything has parsed it. The same event may come
 * more than once: its `id` stays the same.
 *
 * @see https://www.standardwebhooks.com
 */
export const verify = (body: string | Uint8Array, headers: Headers, secret: string): GatewayEvent =>
  verified(body, headers, secret) as GatewayEvent

type Batch = { type: 'batch'; data: { events: GatewayEvent[] } }

/** The same for webhooks with `batch`: the events of a request in their order, also where it brings one by itself. */
export const verifyAll = (
  body: string | Uint8Array,
  headers: Headers,
  secret: string
): GatewayEvent[] => {
  const sent = verified(body, headers, secret) as Batch | GatewayEvent
  return sent.type === 'batch' ? sent.data.events : [sent]
}

const verified = (body: string | Uint8Array, headers: Headers, secret: string): unknown => {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const signed = Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
      name,
      headerOf(headers, name)
    ])
  )
  return new Webhook(secret).verify(text, signed)
}

const headerOf = (headers: Headers, name: string): string => {
  const value = isFetchHeaders(headers) ? headers.get(name) : headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

const isFetchHeaders = (headers: Headers): headers is { get(name: string): string | null } =>
  typeof headers['get'] === 'function'
