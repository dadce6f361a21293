import { z } from 'zod'
import { type IdKind, id_prefixes, idPattern } from '../domain/ids.ts'
import { decodeCursor, type PageRequest } from '../lib/page.ts'
import { group_id_pattern } from '../schemas/group.ts'

type ListKind = IdKind | 'event_log' | 'chat_messages' | 'groups'

/** A list is walked by the ids of its entries, or by a place in another form. */
const positions = {
  ...Object.fromEntries(Object.keys(id_prefixes).map((kind) => [kind, idPattern(kind as IdKind)])),
  event_log: /^\d{1,19}\.\d{1,15}$/,
  groups: group_id_pattern,
  chat_messages: /^(older|newer)\.msg_[0-9a-f]{32}$/
} as Record<ListKind, RegExp>

/** The query fields of a list of these entries: spread them into the strict object of its query. */
export const pageFields = (of: ListKind) => ({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(50)
    .describe('The maximum number of entries to return.'),
  cursor: z
    .string()
    .max(500)
    .transform((cursor, context) => {
      const position = decodeCursor(cursor)
      if (position !== null && positions[of].test(position)) return position
      context.addIssue({ code: 'custom', message: 'This is not a cursor of this list.' })
      return z.NEVER
    })
    .optional()
    .describe('The next_cursor of the previous page.')
})

/** The answer of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    data: z.array(item),
    next_cursor: z.string().nullable().describe('null when there are no more entries.')
  })

/** What use cases take, from what the query held. */
export const pageRequest = (query: {
  limit: number
  cursor?: string | undefined
}): PageRequest => ({
  limit: query.limit,
  position: query.cursor ?? null
})
