import { z } from 'zod'
import { eventType } from './event-type.ts'
import { example_ids } from './examples.ts'

export const chat_events = {
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
