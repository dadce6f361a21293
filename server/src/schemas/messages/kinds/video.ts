import { z } from 'zod'
import {
  caption,
  example_file,
  sentFile,
  shown_caption,
  shown_file,
  shown_seconds,
  shown_size,
  view_once
} from './file.ts'
import { kind } from './kind.ts'

const flags = {
  gif: z
    .literal(true)
    .optional()
    .describe('It is played without sound, over and over, as WhatsApp plays GIFs.'),
  video_note: z.literal(true).optional().describe('It is shown round, as if filmed in the chat.')
}

export const video = kind({
  type: 'video',
  description: 'A video, with or without a caption; also a GIF, or a round video note.',
  sent: sentFile({ caption, ...flags, view_once })
    .refine(({ gif, video_note }) => !(gif && video_note), {
      path: ['video_note'],
      message: 'A GIF is no video note: leave one of them out.'
    })
    .refine(({ video_note, caption }) => !(video_note && caption !== undefined), {
      path: ['caption'],
      message: 'A video note has no caption.'
    })
    .refine(({ gif, video_note, view_once }) => !view_once || !(gif || video_note), {
      path: ['view_once'],
      message: 'GIFs and video notes can be watched again.'
    }),
  shown: z.object({
    ...shown_file,
    ...shown_size,
    seconds: shown_seconds,
    caption: shown_caption,
    ...flags,
    view_once
  }),
  example: { ...example_file, caption: 'How it is assembled.' }
})
