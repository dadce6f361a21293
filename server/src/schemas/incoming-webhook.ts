import { z } from 'zod'
import { readRecipient, recipient_problems } from '../domain/recipient.ts'
import { SessionId } from './session.ts'
import { Language, TemplateId } from './template.ts'
import { time } from './time.ts'

/** Whom it writes to, as callers give it. */
const Recipient = z
  .string()
  .min(1)
  .max(200)
  .superRefine((text, ctx) => {
    const read = readRecipient(text)
    if ('problem' in read)
      ctx.addIssue({ code: 'custom', message: recipient_problems[read.problem] })
  })
  .describe('A number in international format, a JID, a LID or a group (…@g.us).')

const PerMinute = z
  .int()
  .min(1)
  .max(600)
  .describe('How many messages a minute it takes; more are answered with 429.')

const fields = {
  name: z.string().trim().min(1).max(100),
  session_id: SessionId,
  to: Recipient,
  template_id: TemplateId.nullable().describe(
    'The template that the text is made from; null: the text is made from what is posted.'
  ),
  language: Language.nullable().describe('The language of the template; null: its default.')
}

export const NewIncomingWebhook = z.strictObject({
  ...fields,
  template_id: fields.template_id.default(null),
  language: fields.language.default(null),
  per_minute: PerMinute.default(60)
})

export const IncomingWebhookChanges = z.strictObject({
  name: fields.name.optional(),
  session_id: fields.session_id.optional(),
  to: fields.to.optional(),
  template_id: fields.template_id.optional(),
  language: fields.language.optional(),
  per_minute: PerMinute.optional(),
  enabled: z.boolean().optional()
})

export const IncomingWebhook = z
  .object({
    id: z.string(),
    name: z.string(),
    session_id: z.string(),
    to: z.string(),
    template_id: z.string().nullable(),
    language: z.string().nullable(),
    per_minute: z.number(),
    enabled: z.boolean(),
    last_used_at: time.nullable().describe('To the minute.'),
    created_at: time,
    updated_at: time
  })
  .meta({ id: 'IncomingWebhook' })
export type IncomingWebhook = z.output<typeof IncomingWebhook>

export const IncomingWebhookWithUrl = IncomingWebhook.extend({
  url: z
    .string()
    .describe(
      'The address to post to. Whoever has it may write to that chat. Shown only once; without `PUBLIC_URL` it begins with the path.'
    )
}).meta({ id: 'IncomingWebhookWithUrl' })
export type IncomingWebhookWithUrl = z.output<typeof IncomingWebhookWithUrl>

export const IncomingAnswer = z
  .object({ message_id: z.string(), status: z.literal('accepted') })
  .meta({ id: 'IncomingMessage' })
export type IncomingAnswer = z.output<typeof IncomingAnswer>
