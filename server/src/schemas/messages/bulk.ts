import { z } from 'zod'
import { Message } from './message.ts'

/** Why one message of a call was refused. */
const Refusal = z.object({
  code: z.string().describe('One of the problem codes.'),
  title: z.string(),
  detail: z.string(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .describe('The first field errors; at most twenty in the whole answer.'),
  errors_total: z.number()
})

export const BulkResult = z
  .object({
    accepted: z.number(),
    refused: z.number(),
    results: z
      .array(
        z.object({
          index: z.number().describe('The position of the message in the call.'),
          status: z.enum(['accepted', 'refused']),
          message: Message.optional().describe('Without the content, which the caller has.'),
          error: Refusal.optional()
        })
      )
      .describe('One for each message of the call, in the same order.')
  })
  .meta({ id: 'BulkResult' })
export type BulkResult = z.output<typeof BulkResult>
