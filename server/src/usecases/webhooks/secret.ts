import { randomBytes } from 'node:crypto'
import { seal } from '../../lib/crypto.ts'

/** A secret in the form of Standard Webhooks: 24 bytes of chance. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`

/** The secret as it is stored: opened by whoever signs deliveries, bound to its webhook. */
export const sealWebhookSecret = (key: Buffer, webhook_id: string, secret: string): Buffer =>
  seal(key, Buffer.from(secret), `webhook:${webhook_id}`)
