import { z } from 'zod'
import { eventType } from './event-type.ts'

const webhook_id = 'whk_019a5f3e7e307d4c9b5a6f7e8d9c0b1a'

export const webhook_events = {
  'webhook.disabled': eventType(
    'A webhook was disabled after failing for too long.',
    z
      .object({
        id: z.string(),
        url: z.string(),
        reason: z.string().describe('Why it was switched off, as a sentence.')
      })
      .meta({ id: 'DisabledWebhook' }),
    {
      id: webhook_id,
      url: 'https://example.com/whatsapp',
      reason: 'The receiver answered 410 Gone.'
    }
  ),
  'webhook.test': eventType(
    'A test asked for by the user.',
    z.object({ webhook_id: z.string(), message: z.string() }).meta({ id: 'WebhookTest' }),
    { webhook_id, message: 'It works.' }
  )
}
