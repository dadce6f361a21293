import { z } from 'zod'
import { caption, example_file, sentFile, shown_caption, shown_file } from './file.ts'
import { kind } from './kind.ts'

export const document = kind({
  type: 'document',
  description: 'A file of any type, with its name.',
  sent: sentFile({
    caption,
    filename: z
      .string()
      .min(1)
      .max(240)
      .optional()
      .describe('The name it is shown with. Left out: that of the file.')
  }),
  shown: z.object({
    ...shown_file,
    caption: shown_caption,
    filename: z.string().optional(),
    page_count: z.number().int().optional()
  }),
  example: { ...example_file, filename: 'invoice-1042.pdf', caption: 'Your invoice.' }
})
