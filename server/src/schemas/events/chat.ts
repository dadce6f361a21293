import { z } from 'zod'
import { ChatState } from '../chat.ts'
import { eventType } from './event-type.ts'
import { example_ids } from './examples.ts'

export const chat_events = {
  'chat.updated': eventType(
    'Something was set for a chat, on the phone or here, or it was read. New messages do not come as this event.',
    ChatState,
    {
      id: example_ids.chat_id,
      session_id: example_ids.session_id,
      type: 'person',
      name: 'Amal',
      unread_count: 0,
      marked_unread: false,
      archived: true,
      pinned_at: null,
      muted: false,
      muted_until: null,
      disappearing_seconds: null,
      cleared_at: null
    }
  ),
  'chat.typing': eventType(
    'Somebody is typing, or stopped.',
    z
      .object({
        session_id: z.string(),
        chat_id: z.string(),
        from: z.string().describe('Who is typing; in a group one of its members.'),
        state: z.enum(['typing', 'recording', 'paused'])
      })
      .meta({ id: 'ChatTyping' }),
    {
      session_id: example_ids.session_id,
      chat_id: example_ids.chat_id,
      from: example_ids.chat_id,
      state: 'typing'
    }
  )
}
