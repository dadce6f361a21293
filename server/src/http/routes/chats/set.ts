import { z } from 'zod'
import { ChatState } from '../../../schemas/chat.ts'
import { DisappearingSeconds } from '../../../schemas/chat-call.ts'
import { setDisappearing } from '../../../usecases/chats/disappearing.ts'
import { setTyping } from '../../../usecases/chats/presence.ts'
import { deleteChat, setChat, type WantedSetting } from '../../../usecases/chats/set.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { type Route, route } from '../../route.ts'
import { chatParams } from './chat-params.ts'

const audit = { none: 'The events of the chat are the record.' }
const kept = 'It is changed on the phone too, and `chat.updated` reports it.'

/** A route that sets one thing for a chat. The body may be left out. */
const settingRoute = <const Body extends z.ZodObject>(definition: {
  verb: string
  operation_id: string
  body: Body
  summary: string
  description: string
  wanted: (body: z.output<Body> | undefined) => WantedSetting
}): Route => {
  const { verb, operation_id, body, summary, description, wanted } = definition
  return route({
    operation_id,
    method: 'POST',
    audit,
    url: `/api/v1/sessions/:id/chats/:chat/${verb}`,
    scope: 'messages:write',
    schema: { params: chatParams, body: body.optional(), response: { 200: ChatState } },
    errors: callErrors('set_chat'),
    summary,
    description,
    tags: ['chats'],
    handler: (deps, { context, params, body: given }) =>
      setChat(deps, context, params.id, params.chat, wanted(given as z.output<Body> | undefined))
  })
}

const MuteChat = z
  .strictObject({
    muted: z.boolean().optional().describe('`false`: not any more.'),
    until: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('When it ends by itself; without it, it does not.')
  })
  .refine(({ muted, until }) => until === undefined || muted !== false, {
    path: ['until'],
    message: 'Cannot be given for a chat that is not muted any more.'
  })
  .refine(({ until }) => until === undefined || new Date(until).getTime() > Date.now(), {
    path: ['until'],
    message: 'Must be in the future.'
  })
  .meta({ id: 'MuteChat' })

const nothing = z.strictObject({})

export const chat_setting_routes: Route[] = [
  settingRoute({
    verb: 'read',
    operation_id: 'markChatRead',
    body: z
      .strictObject({
        receipts: z.boolean().optional().describe('`false`: those who have written are not told.')
      })
      .meta({ id: 'MarkChatRead' }),
    summary: 'Mark a chat as read',
    description: `Those who have written are told, at most of the newest 256 messages, unless read receipts are switched off on the phone. ${kept}`,
    wanted: (body) => ({
      setting: { type: 'read', read: true },
      receipts: body?.receipts !== false
    })
  }),
  settingRoute({
    verb: 'unread',
    operation_id: 'markChatUnread',
    body: nothing,
    summary: 'Mark a chat as unread',
    description: `For the account alone: \`marked_unread\`. ${kept}`,
    wanted: () => ({ setting: { type: 'read', read: false } })
  }),
  settingRoute({
    verb: 'archive',
    operation_id: 'archiveChat',
    body: z
      .strictObject({ archived: z.boolean().optional().describe('`false`: not any more.') })
      .meta({ id: 'ArchiveChat' }),
    summary: 'Archive or unarchive a chat',
    description: `An archived chat is no longer pinned. ${kept}`,
    wanted: (body) => ({ setting: { type: 'archive', archived: body?.archived !== false } })
  }),
  settingRoute({
    verb: 'mute',
    operation_id: 'muteChat',
    body: MuteChat,
    summary: 'Mute or unmute a chat',
    description: `Its messages come as before; the phone does not ring for them. ${kept}`,
    wanted: (body) => {
      const until = body?.until === undefined ? null : new Date(body.until).toISOString()
      return { setting: { type: 'mute', muted: body?.muted !== false, until } }
    }
  }),
  settingRoute({
    verb: 'pin',
    operation_id: 'pinChat',
    body: z
      .strictObject({ pinned: z.boolean().optional().describe('`false`: not any more.') })
      .meta({ id: 'PinChat' }),
    summary: 'Pin or unpin a chat',
    description: `WhatsApp shows three pinned chats. ${kept}`,
    wanted: (body) => ({ setting: { type: 'pin', pinned: body?.pinned !== false } })
  }),
  settingRoute({
    verb: 'clear',
    operation_id: 'clearChat',
    body: nothing,
    summary: 'Delete all messages of a chat for the account',
    description: `The chat stays. Here its messages are gone from the chat; in \`GET /api/v1/messages\` they stay until they are cleaned up. ${kept}`,
    wanted: () => ({ setting: { type: 'clear' } })
  }),
  route({
    operation_id: 'updateChat',
    method: 'PATCH',
    audit,
    url: '/api/v1/sessions/:id/chats/:chat',
    scope: 'messages:write',
    schema: {
      params: chatParams,
      body: z
        .strictObject({
          disappearing_seconds: DisappearingSeconds.describe(
            'How long new messages stay: a day, a week, 90 days, or 0 for good.'
          )
        })
        .meta({ id: 'UpdateChat' }),
      response: { 200: ChatState }
    },
    errors: callErrors('set_disappearing'),
    summary: 'Set how long messages of a chat stay',
    description:
      'For all who are in it: apps show the change in the chat. In a group it may take an admin. Messages that were sent before stay as they are, and the API keeps those that are gone from the phones. The same setting can be changed by the other side: the one made last counts, and `chat.updated` tells of it.',
    tags: ['chats'],
    handler: (deps, { context, params, body }) =>
      setDisappearing(deps, context, params.id, params.chat, body.disappearing_seconds)
  }),
  route({
    operation_id: 'deleteChat',
    method: 'DELETE',
    audit,
    url: '/api/v1/sessions/:id/chats/:chat',
    scope: 'messages:write',
    schema: { params: chatParams, response: { 204: z.undefined() } },
    errors: callErrors('set_chat'),
    summary: 'Delete a chat for the account',
    description:
      'With its messages, on the phone too. With the next message it is there again, without those. In `GET /api/v1/messages` they stay until they are cleaned up.',
    tags: ['chats'],
    handler: (deps, { context, params }) => deleteChat(deps, context, params.id, params.chat)
  }),
  route({
    operation_id: 'setTyping',
    method: 'POST',
    audit: { none: 'It is over in a moment.' },
    url: '/api/v1/sessions/:id/chats/:chat/typing',
    scope: 'messages:write',
    schema: {
      params: chatParams,
      body: z
        .strictObject({
          state: z
            .enum(['typing', 'recording', 'paused'])
            .optional()
            .describe('`typing` unless given.')
        })
        .meta({ id: 'SetTyping' })
        .optional(),
      response: { 204: z.undefined() }
    },
    errors: callErrors('set_typing'),
    summary: 'Show in a chat that the account is typing or recording',
    description:
      'Apps show it for some ten seconds, or until the next message or `paused`. The account counts as online meanwhile, and its phone may not ring.',
    tags: ['chats'],
    handler: (deps, { context, params, body }) =>
      setTyping(deps, context, params.id, params.chat, body?.state ?? 'typing')
  })
]
