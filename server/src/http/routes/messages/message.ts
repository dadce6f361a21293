import { z } from 'zod'

export const MessageStatus = z.enum([
  'queued',
  'sent',
  'delivered',
  'read',
  'failed',
  'canceled',
  'received',
  'undecryptable'
])

export const MessageDirection = z.enum(['inbound', 'outbound'])

const MessageError = z.object({
  code: z.string(),
  message: z.string(),
  whatsapp_code: z.string().optional()
})

/** The content stands under the name of its type, hence the loose object. */
export const Message = z
  .looseObject({
    id: z.string(),
    session_id: z.string(),
    direction: MessageDirection,
    status: MessageStatus,
    whatsapp_id: z.string().describe('The id of the message at WhatsApp.'),
    chat_id: z.string().describe('The number, JID or group that it was exchanged with.'),
    from: z.string().nullable(),
    from_name: z.string().nullable(),
    type: z.string().describe('The name of the member that holds the content.'),
    text: z.object({ body: z.string(), preview_url: z.boolean().optional() }).optional(),
    queued_at: z.string(),
    whatsapp_at: z.string().nullable(),
    sent_at: z.string().nullable(),
    delivered_at: z.string().nullable(),
    read_at: z.string().nullable(),
    failed_at: z.string().nullable(),
    error: MessageError.nullable().describe('Why it failed.')
  })
  .meta({ id: 'Message' })
