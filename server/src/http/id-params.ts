import { z } from 'zod'
import { type IdKind, idPattern } from '../domain/ids.ts'

/** The params of a path with one `:id`. Anything in another shape is a 404. */
export const idParams = (kind: IdKind) => z.strictObject({ id: z.string().regex(idPattern(kind)) })
