import { randomBytes } from 'node:crypto'
import { type KeyRing, sealWith } from '../../lib/key-ring.ts'

/** A secret in the form of Standard Webhooks: 24 bytes of chance. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`

/** The secret as it is stored: opened by whoever signs deliveries, bound to its webhook. */
export const sealWebhookSecret = (keys: KeyRing, webhook_id: string, secret: string): Buffer =>
  sealWith(keys, Buffer.from(secret), webhookSecretContext(webhook_id))

/** What the secret of a webhook is bound to when it is sealed. */
export const webhookSecretContext = (webhook_id: string): string => `webhook:${webhook_id}`
