import { z } from 'zod'
import { kind } from './kind.ts'

export const text = kind({
  type: 'text',
  description: 'A text, with or without links.',
  sent: z.strictObject({
    body: z.string().min(1).max(65_536),
    preview_url: z
      .boolean()
      .optional()
      .describe('Whether a link in the text is shown with a preview.')
  }),
  shown: z.object({
    body: z.string(),
    preview_url: z.boolean().optional(),
    truncated: z
      .boolean()
      .optional()
      .describe(
        "true when the text was longer than WhatsApp's apps allow and was cut after 65,536 characters."
      )
  }),
  example: { body: 'Your order has left our warehouse.' }
})
