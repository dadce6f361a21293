import { z } from 'zod'
import { eventType } from './event-type.ts'

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
      .meta({ id: 'ChatTyping' })
  )
}
