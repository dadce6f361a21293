import { z } from 'zod'
import { kind } from './kind.ts'

export const location = kind({
  type: 'location',
  description: 'A place on the map, with or without a name.',
  sent: z.strictObject({
    latitude: z.number().min(-90).max(90).describe('In degrees, north of the equator.'),
    longitude: z.number().min(-180).max(180).describe('In degrees, east of Greenwich.'),
    name: z.string().min(1).max(1_000).optional().describe('Shown above the address.'),
    address: z.string().min(1).max(1_000).optional()
  }),
  shown: z.object({
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().optional(),
    address: z.string().optional()
  }),
  example: {
    latitude: 30.0444,
    longitude: 31.2357,
    name: 'Cairo Tower',
    address: 'Zamalek, Cairo'
  }
})
