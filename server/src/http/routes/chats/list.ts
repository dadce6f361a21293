import { z } from 'zod'
import { Chat } from '../../../schemas/chat.ts'
import { readChats } from '../../../usecases/chats/list.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listChatsRoute = route({
  operation_id: 'listChats',
  method: 'GET',
  url: '/api/v1/sessions/:id/chats',
  scope: 'messages:read',
  schema: {
    params: idParams('session'),
    querystring: z.strictObject({
      ...pageFields('message'),
      unread: z
        .stringbool()
        .optional()
        .describe(
          '`true`: only chats with unread messages or marked as unread; `false`: only the others.'
        ),
      archived: z
        .stringbool()
        .optional()
        .describe('`true`: only archived chats; `false`: only the others.')
    }),
    response: { 200: pageOf(Chat) }
  },
  summary: 'List chats, the one with the newest message first',
  description:
    'People and groups with whom the session has exchanged messages since it was linked here. A chat moves to the front with each message, so one may appear on two pages.',
  tags: ['chats'],
  handler: (deps, { tenant, params, query }) =>
    readChats(deps, tenant, params.id, {
      ...pageRequest(query),
      unread: query.unread ?? null,
      archived: query.archived ?? null
    })
})
