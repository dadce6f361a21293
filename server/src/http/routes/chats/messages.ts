import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'
import { Message } from '../../../schemas/messages/message.ts'
import { readChatMessages } from '../../../usecases/chats/messages.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'
import { chatParams } from './chat-params.ts'

export const listChatMessagesRoute = route({
  operation_id: 'listChatMessages',
  method: 'GET',
  url: '/api/v1/sessions/:id/chats/:chat/messages',
  scope: 'messages:read',
  schema: {
    params: chatParams,
    querystring: z
      .strictObject({
        ...pageFields('chat_messages'),
        around: z
          .string()
          .regex(idPattern('message'))
          .optional()
          .describe('A message of this chat: the page has it in its middle.')
      })
      .refine((query) => query.around === undefined || query.cursor === undefined, {
        path: ['around'],
        message: 'Cannot be combined with a cursor, which has its own place in the chat.'
      }),
    response: {
      200: pageOf(Message)
        .extend({
          previous_cursor: z
            .string()
            .nullable()
            .describe('The cursor of the page with newer messages; null when this is the newest.')
        })
        .meta({ id: 'ChatMessagePage' })
    }
  },
  summary: 'List the messages of a chat, newest first, from any message on',
  description:
    'Without `cursor` and `around` the page begins with the newest message. `next_cursor` leads to older messages, `previous_cursor` to newer ones; the entries of a page are always newest first.',
  tags: ['chats'],
  handler: (deps, { tenant, params, query }) =>
    readChatMessages(deps, tenant, params.id, params.chat, {
      ...pageRequest(query),
      around: query.around ?? null
    })
})
