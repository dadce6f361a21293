import { z } from 'zod'
import { example_file, sentFile, shown_file, shown_size } from './file.ts'
import { kind } from './kind.ts'

export const sticker = kind({
  type: 'sticker',
  description: 'A sticker, still or animated.',
  sent: sentFile({}),
  shown: z.object({
    ...shown_file,
    ...shown_size,
    animated: z.literal(true).optional().describe('It moves. Known of received stickers only.')
  }),
  example: example_file
})
