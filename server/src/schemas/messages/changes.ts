import { z } from 'zod'
import { event_responses } from '../../domain/answer.ts'
import { pin_times } from '../../domain/message-changes.ts'
import { text } from './kinds/text.ts'

const message_id = z.string().describe('The message it is about.')

/**
 * What is asked of messages that exist, each by a call of its own. It waits in the queue of the chat like any other message and
 * is one of these types until WhatsApp has taken it.
 */
export const change_kinds = [
  {
    type: 'edit',
    description: 'A new text or caption for a message that this account has sent.',
    shown: z.object({
      message_id,
      text: text.shown.optional().describe('The new text.'),
      caption: z.string().optional().describe('The new caption of a file.')
    })
  },
  {
    type: 'delete',
    description: 'Deletes a message for everyone.',
    shown: z.object({ message_id })
  },
  {
    type: 'pin',
    description: 'Pins a message in its chat, or unpins it.',
    shown: z.object({ message_id, for: z.enum(pin_times).nullable().describe('null: unpinned.') })
  },
  {
    type: 'read',
    description: 'Tells the senders that their messages were read.',
    shown: z.object({
      message_id: z.string().describe('The newest of them.'),
      count: z.number().describe('How many messages it is about.'),
      played: z.boolean().describe('Whether the newest, a voice message, was played too.')
    })
  },
  {
    type: 'poll_vote',
    description: 'Votes in a poll.',
    shown: z.object({
      message_id,
      options: z
        .array(z.string())
        .describe('As the poll writes them; none: all votes are taken back.')
    })
  },
  {
    type: 'event_response',
    description: 'Says whether the account comes to an event.',
    shown: z.object({
      message_id,
      response: z.enum(event_responses),
      extra_guests: z.number().describe('How many others come along.')
    })
  }
] as const

type ChangeKinds = (typeof change_kinds)[number]
export type ChangeName = ChangeKinds['type']
type Shown<K extends ChangeKinds> = K extends ChangeKinds
  ? { type: K['type'] } & { [T in K['type']]: z.output<K['shown']> }
  : never

/** A change to messages that exist, as it waits to be sent. */
export type ChangeContent = Shown<ChangeKinds>
