import { z } from 'zod'
import {
  caption,
  example_file,
  sentFile,
  shown_caption,
  shown_file,
  shown_size,
  view_once
} from './file.ts'
import { kind } from './kind.ts'

export const image = kind({
  type: 'image',
  description: 'A picture, with or without a caption.',
  sent: sentFile({ caption, view_once }),
  shown: z.object({ ...shown_file, ...shown_size, caption: shown_caption, view_once }),
  example: { ...example_file, caption: 'The new colours.' }
})
