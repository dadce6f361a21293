import { z } from 'zod'
import { example_file, sentFile, shown_file, shown_seconds, view_once } from './file.ts'
import { kind } from './kind.ts'

const voice = z.literal(true).optional().describe('It is a voice message, with its waveform.')

export const audio = kind({
  type: 'audio',
  description: 'An audio file or a voice message.',
  sent: sentFile({ voice, view_once }).refine(({ voice, view_once }) => voice || !view_once, {
    path: ['view_once'],
    message: 'Only a voice message can be heard once.'
  }),
  shown: z.object({ ...shown_file, seconds: shown_seconds, voice, view_once }),
  example: { ...example_file, voice: true as const }
})
