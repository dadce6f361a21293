import { Chat } from '../../../schemas/chat.ts'
import { readChat } from '../../../usecases/chats/read.ts'
import { route } from '../../route.ts'
import { chatParams } from './chat-params.ts'

export const readChatRoute = route({
  operation_id: 'getChat',
  method: 'GET',
  url: '/api/v1/sessions/:id/chats/:chat',
  scope: 'messages:read',
  schema: { params: chatParams, response: { 200: Chat } },
  summary: 'Read a chat',
  tags: ['chats'],
  handler: (deps, { tenant, params }) => readChat(deps, tenant, params.id, params.chat)
})
