import { z } from 'zod'
import { idPattern } from '../domain/ids.ts'
import { time } from './time.ts'

export const Event = z
  .object({
    id: z.string(),
    type: z.string(),
    created_at: time,
    session_id: z.string().nullable(),
    data: z
      .record(z.string(), z.unknown())
      .describe('The object of the event, as it was at that time.')
  })
  .meta({ id: 'Event' })

export const EventId = z.string().regex(idPattern('event'))
