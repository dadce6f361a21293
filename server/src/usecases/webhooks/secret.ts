import { randomBytes } from 'node:crypto'
import { type WebhookHeaders, webhookHeadersContext } from '../../domain/webhook-headers.ts'
import { type KeyRing, sealWith } from '../../lib/key-ring.ts'

/** A secret in the form of Standard Webhooks: 24 bytes of chance. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`

/** The secret as it is stored: opened by whoever signs deliveries, bound to its webhook. */
export const sealWebhookSecret = (keys: KeyRing, webhook_id: string, secret: string): Buffer =>
  sealWith(keys, Buffer.from(secret), webhookSecretContext(webhook_id))

/** What the secret of a webhook is bound to when it is sealed. */
export const webhookSecretContext = (webhook_id: string): string => `webhook:${webhook_id}`

/** Headers of a webhook as they are stored: their names, and all of it sealed, for there are tokens among the values. */
export const sealWebhookHeaders = (
  keys: KeyRing,
  webhook_id: string,
  headers: WebhookHeaders
): { header_names: string[]; sealed_headers: Buffer | null } => {
  const header_names = Object.keys(headers)
  if (header_names.length === 0) return { header_names, sealed_headers: null }
  const text = Buffer.from(JSON.stringify(headers))
  return { header_names, sealed_headers: sealWith(keys, text, webhookHeadersContext(webhook_id)) }
}
