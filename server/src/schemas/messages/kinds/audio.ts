import { z } from 'zod'
import { example_file, sentFile, shown_file, shown_seconds } from './file.ts'
import { kind } from './kind.ts'

const voice = z.literal(true).optional().describe('It is a voice message, with its waveform.')

export const audio = kind({
  type: 'audio',
  description: 'An audio file or a voice message.',
  sent: sentFile({ voice }),
  shown: z.object({ ...shown_file, seconds: shown_seconds, voice }),
  example: { ...example_file, voice: true as const }
})
