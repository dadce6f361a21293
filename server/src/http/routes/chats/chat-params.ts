import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'

/** A chat of a session: a number, a JID, a LID or a group id. One that stands for nobody is a 404. */
export const chatParams = z.strictObject({
  id: z.string().regex(idPattern('session')),
  chat: z
    .string()
    .max(2_048)
    .describe('A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`).')
})
