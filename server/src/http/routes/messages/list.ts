import { z } from 'zod'
import { Message, MessageDirection, MessageStatus } from '../../../schemas/messages/message.ts'
import { SessionId } from '../../../schemas/session.ts'
import { readMessages } from '../../../usecases/messages/list.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

const time = z.iso.datetime({ offset: true })

export const listMessagesRoute = route({
  operation_id: 'listMessages',
  method: 'GET',
  url: '/api/v1/messages',
  scope: 'messages:read',
  schema: {
    querystring: z.strictObject({
      ...pageFields('message'),
      session_id: SessionId.optional(),
      chat_id: z.string().max(2_048).optional().describe('A number, a JID, a LID or a group id.'),
      direction: MessageDirection.optional(),
      type: z.string().max(50).optional(),
      status: MessageStatus.optional(),
      text: z
        .string()
        .max(500)
        .optional()
        .describe(
          'Words of the message, in any order: of texts, captions, file names, places, polls and so on. The beginning of a word is enough; accents, vowel signs and capitals make no difference. What was just stored or changed is found within seconds.'
        ),
      sender: z
        .string()
        .max(2_048)
        .optional()
        .describe('Who has written it: a number, a JID or a LID. Received messages only.'),
      has_media: z
        .stringbool({ truthy: ['true'], falsy: ['false'] })
        .optional()
        .describe('Whether it is one with a file.'),
      from: time.optional().describe('Accepted or received at this time or later.'),
      to: time.optional().describe('Accepted or received before this time.')
    }),
    response: { 200: pageOf(Message) }
  },
  summary: 'List messages, newest first',
  description:
    'A page may hold fewer entries than `limit`, or none, although `next_cursor` is not null: a rare filter over very many messages is searched in steps. Continue until `next_cursor` is null.',
  tags: ['messages'],
  handler: (deps, { tenant, query }) =>
    readMessages(deps, tenant, {
      ...pageRequest(query),
      session_id: query.session_id ?? null,
      chat_id: query.chat_id ?? null,
      direction: query.direction ?? null,
      type: query.type ?? null,
      status: query.status ?? null,
      text: query.text ?? null,
      sender: query.sender ?? null,
      has_media: query.has_media ?? null,
      from: query.from ? new Date(query.from) : null,
      to: query.to ? new Date(query.to) : null
    })
})
