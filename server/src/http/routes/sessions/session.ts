import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'
import { session_statuses } from '../../../domain/session.ts'
import { refuseWebhookUrl, webhook_url_chars_max } from '../../../domain/webhook-url.ts'

export const SessionStatus = z.enum(session_statuses)

export const Session = z
  .object({
    id: z.string(),
    session_name: z.string(),
    status: SessionStatus,
    status_reason: z.string().nullable(),
    status_text: z.string().nullable().describe('The reason as a sentence.'),
    phone_number: z
      .string()
      .nullable()
      .describe('The number it is linked to, in E.164 form: + and digits.'),
    jid: z.string().nullable(),
    push_name: z.string().nullable().describe('The name that others see on WhatsApp.'),
    webhook_url: z.string().nullable(),
    instance_id: z.string().nullable().describe('The instance that hosts it.'),
    pacing: z
      .object({
        messages_per_minute: z.number().nullable(),
        pause_between_messages_ms: z.number().nullable()
      })
      .describe('How fast it sends; null means as fast as it can.'),
    linked_at: z.string().nullable(),
    connected_at: z.string().nullable(),
    last_seen_at: z.string().nullable(),
    created_at: z.string(),
    updated_at: z.string()
  })
  .meta({ id: 'Session' })

export const SessionWithSecret = Session.extend({
  webhook_secret: z
    .string()
    .optional()
    .describe('Signs what is sent to webhook_url (Standard Webhooks). Shown here and never again.')
}).meta({ id: 'SessionWithSecret' })

export const SessionName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .describe('A name of your choice, unique among your sessions.')

export const WebhookUrl = z
  .string()
  .max(webhook_url_chars_max)
  .superRefine((url, context) => {
    const message = refuseWebhookUrl(url)
    if (message) context.addIssue({ code: 'custom', message })
  })
  .describe('An http or https address without a user name or password in it.')

export const SessionId = z.string().regex(idPattern('session'))

export const Standing = z.object({
  status: SessionStatus,
  status_reason: z.string().nullable(),
  status_text: z.string().nullable(),
  phone_number: z.string().nullable(),
  jid: z.string().nullable(),
  push_name: z.string().nullable(),
  instance_id: z.string().nullable(),
  linked_at: z.string().nullable(),
  connected_at: z.string().nullable(),
  last_seen_at: z.string().nullable()
})
