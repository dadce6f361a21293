import { z } from 'zod'
import { emoji_length_max, isEmoji } from '../../../domain/emoji.ts'
import { idPattern } from '../../../domain/ids.ts'
import { kind } from './kind.ts'

export const reaction = kind({
  type: 'reaction',
  description:
    'A reaction to a message of the same chat. A reaction of somebody else is not a message: it comes as `message.reaction` and is listed in `reactions` of the message it is about.',
  sent: z.strictObject({
    message_id: z
      .string()
      .regex(idPattern('message'), 'Must be the id of a message.')
      .describe('The message it is about.'),
    emoji: z
      .string()
      .max(emoji_length_max)
      .refine((text) => text === '' || isEmoji(text), 'Must be a single emoji, or empty.')
      .describe('A single emoji; empty takes the reaction back.')
  }),
  shown: z.object({ message_id: z.string(), emoji: z.string() }),
  example: { message_id: 'msg_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50', emoji: '👍' }
})
