import { z } from 'zod'
import { BulkResult } from '../../../schemas/messages/bulk.ts'
import { sendMessages } from '../../../usecases/messages/send-many.ts'
import { route } from '../../route.ts'
import { checkItem, itemwise } from '../../validate.ts'
import { SendMessage } from './send.ts'

const messages_max = 1_000
const body_bytes_max = 16 * 1024 * 1024

// For the documentation: the entries are checked one by one.
const { id, ...message_schema } =
  z.toJSONSchema(SendMessage, { io: 'input' }).$defs?.['SendMessage'] ?? {}

/** Each entry is checked by itself, so that a bad one does not refuse the others. */
const BulkMessages = itemwise(
  z.strictObject({
    messages: z
      .array(z.unknown().meta(message_schema))
      .min(1)
      .max(messages_max)
      .describe('Each like the body of `POST /api/v1/messages`; the default priority is `bulk`.')
  })
)

export const sendMessagesRoute = route({
  operation_id: 'sendMessages',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/bulk',
  idempotency: 'transactional',
  scope: 'messages:write',
  body_bytes_max,
  body_values_max: 100_000,
  schema: { body: BulkMessages, response: { 202: BulkResult } },
  summary: 'Send up to 1,000 messages',
  description:
    'Every message gets its own result, in order: a refused message does not affect the others. When the quota runs out, the remaining messages of the call are refused with `quota_exceeded`. An Idempotency-Key covers the whole call.',
  tags: ['messages'],
  handler: (deps, { context, body }) =>
    sendMessages(
      deps,
      context,
      body.messages.map((item) => checkItem(SendMessage, item))
    )
})
