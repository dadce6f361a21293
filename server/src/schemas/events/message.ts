import { z } from 'zod'
import { message_errors } from '../../domain/message.ts'
import { EventResponse, PollVote } from '../messages/answers.ts'
import { Message } from '../messages/message.ts'
import { time } from '../time.ts'
import { eventType } from './event-type.ts'
import { answer_example, message_example, message_steps } from './examples.ts'

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

const answered_at = '2026-11-07T09:21:07.000Z'

/** Each with the message as it was then, but for reactions and answers. */
export const message_events = {
  'message.accepted': eventType(
    'A message was accepted and will be sent.',
    Message,
    message_example
  ),
  'message.sent': eventType("WhatsApp's server has the message.", Message, message_steps.sent),
  'message.delivered': eventType(
    'The message reached the phone of the recipient; in a group, those of all members.',
    Message,
    message_steps.delivered
  ),
  'message.read': eventType(
    'The recipient has seen the message; in a group, all members have.',
    Message,
    message_steps.read
  ),
  'message.played': eventType(
    'The recipient has played the voice message; in a group, all members have.',
    Message,
    {
      ...message_steps.read,
      played_at: '2026-11-07T09:20:50.000Z'
    }
  ),
  'message.failed': eventType(
    'The message could not be sent; the error says why. If WhatsApp confirms it after all, `message.sent` and the events after it follow as usual.',
    Message,
    {
      ...message_example,
      status: 'failed',
      failed_at: '2026-11-07T09:14:04.310Z',
      error: { code: 'not_on_whatsapp', message: message_errors.not_on_whatsapp }
    }
  ),
  'message.canceled': eventType('A message was canceled before it was sent.', Message, {
    ...message_example,
    status: 'canceled'
  }),
  'message.received': eventType('A message arrived.', Message, message_steps.received),
  'message.edited': eventType(
    'The author of a message changed it; what stands there is the new content.',
    Message,
    {
      ...message_steps.received,
      text: { body: 'When will it be there?' },
      edited_at: '2026-11-07T09:15:10.000Z'
    }
  ),
  'message.deleted': eventType(
    'A message was deleted for everyone, by its author or an admin of the group, or has disappeared (`deleted_at` is not before `disappears_at` then): its content is gone.',
    Message,
    {
      ...message_steps.received,
      text: undefined,
      deleted_at: '2026-11-07T09:16:00.000Z',
      deleted_for: 'everyone'
    }
  ),
  'message.pinned': eventType(
    'A message was pinned in its chat, or unpinned (`pinned_until` is null then).',
    Message,
    { ...message_steps.received, pinned_until: '2026-11-14T09:16:00.000Z' }
  ),
  'message.kept': eventType(
    'Somebody keeps a message in its chat that would disappear, or does so no more (`kept_at` is null then).',
    Message,
    {
      ...message_steps.received,
      disappears_at: '2026-11-08T09:14:04.000Z',
      kept_at: '2026-11-07T09:16:00.000Z'
    }
  ),
  'message.starred': eventType(
    'The account has starred a message, or unstarred it (`starred_at` is null then).',
    Message,
    { ...message_steps.received, starred_at: '2026-11-07T09:16:00.000Z' }
  ),
  'message.reaction': eventType(
    'Somebody, or the session itself, reacted to a message; `emoji` is null when the reaction was taken back.',
    Reaction,
    { ...answer_example, emoji: '👍', reacted_at: answered_at }
  ),
  'message.poll_vote': eventType(
    'Somebody, or the account itself, voted in a poll, changed the vote or took it back.',
    PollVote,
    { ...answer_example, options: ['Tuesday'], voted_at: answered_at }
  ),
  'message.event_response': eventType(
    'Somebody, or the account itself, answered whether they come to an event.',
    EventResponse,
    { ...answer_example, response: 'going', extra_guests: 1, responded_at: answered_at }
  )
}
