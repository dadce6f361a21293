import { z } from 'zod'
import { EventResponse, PollVote } from '../messages/answers.ts'
import { Message } from '../messages/message.ts'
import { time } from '../time.ts'
import { eventType } from './event-type.ts'

const Reaction = z
  .object({
    message_id: z.string(),
    session_id: z.string(),
    chat_id: z.string(),
    whatsapp_id: z.string().describe('The id of the message within WhatsApp.'),
    from: z.string().describe('Who has reacted: a JID.'),
    emoji: z.string().nullable().describe('null: the reaction was taken back.'),
    reacted_at: time
  })
  .meta({ id: 'MessageReaction' })

/** Each with the message as it was then, but for reactions and answers. */
export const message_events = {
  'message.accepted': eventType('A message was accepted and will be sent.', Message),
  'message.sent': eventType("WhatsApp's server has the message.", Message),
  'message.delivered': eventType(
    'The message reached the phone of the recipient; in a group, those of all members.',
    Message
  ),
  'message.read': eventType(
    'The recipient has seen the message; in a group, all members have.',
    Message
  ),
  'message.played': eventType(
    'The recipient has played the voice message; in a group, all members have.',
    Message
  ),
  'message.failed': eventType(
    'The message could not be sent; the error says why. If it is heard of after all, `message.sent` and what follows are told as of any other.',
    Message
  ),
  'message.canceled': eventType('A message was canceled before it was sent.', Message),
  'message.received': eventType('A message arrived.', Message),
  'message.edited': eventType(
    'The author of a message changed it; what stands there is the new content.',
    Message
  ),
  'message.deleted': eventType(
    'A message was deleted for everyone, by its author or an admin of the group: its content is gone.',
    Message
  ),
  'message.reaction': eventType(
    'Somebody, or the session itself, reacted to a message; `emoji` is null when the reaction was taken back.',
    Reaction
  ),
  'message.poll_vote': eventType(
    'Somebody, or the account itself, voted in a poll, changed the vote or took it back.',
    PollVote
  ),
  'message.event_response': eventType(
    'Somebody, or the account itself, answered whether they come to an event.',
    EventResponse
  )
}
