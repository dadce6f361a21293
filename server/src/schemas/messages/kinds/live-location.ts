import { z } from 'zod'
import { receivedKind } from './kind.ts'

export const live_location = receivedKind({
  type: 'live_location',
  description: 'Where somebody is, updated for a while; each update edits the message.',
  shown: z.object({
    latitude: z.number(),
    longitude: z.number(),
    accuracy_m: z.number().optional(),
    speed_mps: z.number().optional(),
    heading_degrees: z.number().optional().describe('Clockwise from magnetic north.'),
    caption: z.string().optional()
  })
})
