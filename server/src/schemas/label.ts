import { z } from 'zod'
import { label_colors, label_name_length_max } from '../domain/label.ts'

export const label_id_pattern = /^\d{1,20}$/

export const LabelName = z.string().trim().min(1).max(label_name_length_max)

export const LabelColor = z
  .int()
  .min(0)
  .max(label_colors - 1)
  .describe("One of the colours of WhatsApp's apps, by its number.")

export const Label = z
  .object({
    id: z.string().describe('As WhatsApp has it; another number has others.'),
    session_id: z.string(),
    name: z.string(),
    color: z.number().nullable(),
    predefined: z.boolean().describe('Whether WhatsApp Business came with it.'),
    chats_count: z.number(),
    messages_count: z.number()
  })
  .meta({ id: 'Label' })
export type Label = z.output<typeof Label>

export const LabelWithMarks = Label.extend({
  chats: z.array(z.string()).describe('The chats that carry it, at most 1,000.'),
  messages: z
    .array(
      z.object({
        id: z.string().nullable().describe('null: the message is not known here.'),
        whatsapp_id: z.string(),
        chat_id: z.string()
      })
    )
    .describe('The messages that carry it, at most 1,000.')
}).meta({ id: 'LabelWithMarks' })
export type LabelWithMarks = z.output<typeof LabelWithMarks>
