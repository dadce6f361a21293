import { z } from 'zod'
import { EventTypeName } from '../../../schemas/events.ts'

/** What a reader of a stream may choose, in the query of its address. */
export const filter_fields = {
  types: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(EventTypeName).max(100))
    .optional()
    .describe('Only these events, separated by commas.')
}
