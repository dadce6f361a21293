import { z } from 'zod'
import { time } from '../time.ts'

/** What one person says of a message. */
const MessageReceipt = z.object({
  from: z.string().describe('A JID, as in `from` of a message.'),
  delivered_at: time,
  read_at: time.nullable(),
  played_at: time.nullable()
})

/** What people say of a message, in one answer: a group has 1,024 members at most. */
export const MessageReceipts = z
  .object({
    message_id: z.string(),
    data: z.array(MessageReceipt),
    next_cursor: z.null().describe('All entries are in one answer.')
  })
  .meta({ id: 'MessageReceipts' })
