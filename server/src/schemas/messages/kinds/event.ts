import { z } from 'zod'
import { kind } from './kind.ts'

export const event_bounds = { name_length: 100, description_length: 2_048 } as const

const place = {
  name: z.string().min(1).max(500).optional(),
  address: z.string().min(1).max(500).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional()
}
const moment = z.iso.datetime({ offset: true })

export const event = kind({
  type: 'event',
  description:
    'An appointment that people accept or decline; their answers come as `message.event_response`.',
  sent: z
    .strictObject({
      name: z.string().min(1).max(event_bounds.name_length),
      description: z.string().min(1).max(event_bounds.description_length).optional(),
      start_at: moment.describe('When it begins.'),
      end_at: moment.optional(),
      location: z
        .strictObject(place)
        .refine(
          ({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined),
          'Give latitude and longitude together.'
        )
        .optional(),
      extra_guests_allowed: z.boolean().optional().describe('Whether people may bring others.')
    })
    .refine(({ start_at, end_at }) => !end_at || new Date(end_at) > new Date(start_at), {
      path: ['end_at'],
      message: 'Must be later than start_at.'
    }),
  shown: z.object({
    name: z.string(),
    description: z.string().optional(),
    start_at: z.string().nullable(),
    end_at: z.string().optional(),
    location: z
      .object({
        name: z.string().optional(),
        address: z.string().optional(),
        latitude: z.number().optional(),
        longitude: z.number().optional()
      })
      .optional(),
    extra_guests_allowed: z.boolean().optional(),
    join_link: z.string().optional().describe('The link of the call, where it is one.'),
    canceled: z.boolean().optional()
  }),
  example: {
    name: 'Opening',
    description: 'Coffee and cake',
    start_at: '2027-03-01T17:00:00.000Z',
    location: { name: 'Cairo Tower' }
  }
})
