import { z } from 'zod'
import { decodeCursor, type PageRequest } from '../lib/page.ts'

/** The query fields of a list: spread them into the strict object of its query. */
export const page_fields = {
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('Most entries to return.'),
  cursor: z
    .string()
    .max(500)
    .transform((cursor, context) => {
      const position = decodeCursor(cursor)
      if (position !== null) return position
      context.addIssue({ code: 'custom', message: 'Is not a cursor of this list.' })
      return z.NEVER
    })
    .optional()
    .describe('The next_cursor of the answer before.')
}

/** The answer of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    data: z.array(item),
    next_cursor: z.string().nullable().describe('null: there are no more.')
  })

/** What use cases take, from what the query held. */
export const pageRequest = (query: {
  limit: number
  cursor?: string | undefined
}): PageRequest => ({
  limit: query.limit,
  position: query.cursor ?? null
})
