import { z } from 'zod'
import { eventType } from './event-type.ts'

export const webhook_events = {
  'webhook.disabled': eventType(
    'A webhook was switched off after failing for too long.',
    z
      .object({
        id: z.string(),
        url: z.string(),
        reason: z.string().describe('Why it was switched off, as a sentence.')
      })
      .meta({ id: 'DisabledWebhook' })
  ),
  'webhook.test': eventType(
    'A test asked for by the user.',
    z.object({ webhook_id: z.string(), message: z.string() }).meta({ id: 'WebhookTest' })
  )
}
