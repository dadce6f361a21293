import { z } from 'zod'
import { receivedKind } from './kind.ts'

export const call_outcomes = [
  'connected',
  'missed',
  'failed',
  'rejected',
  'accepted_elsewhere',
  'ongoing',
  'silenced'
] as const

export const call = receivedKind({
  type: 'call',
  description: 'A call as it stands in the chat, with what became of it.',
  shown: z.object({
    video: z.boolean(),
    outcome: z.enum(call_outcomes),
    duration_s: z.number().optional(),
    participants: z
      .array(z.string())
      .optional()
      .describe('The participants of a group call, as JIDs.')
  })
})
