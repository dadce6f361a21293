import { z } from 'zod'
import { event_responses } from '../../domain/answer.ts'
import { time } from '../time.ts'

const from = z.string().describe('Who answered, as a JID.')
const extra_guests = z.number().describe('How many others they bring.')

/** How a poll stands. */
export const PollResult = z
  .object({
    voters: z.number().describe('How many people have voted.'),
    options: z.array(
      z.object({
        name: z.string(),
        votes: z.number(),
        voters: z.array(z.string()).describe('Who chose it, as JIDs.')
      })
    )
  })
  .meta({ id: 'PollResult' })

/** Who comes to an event. */
export const EventResponses = z.array(
  z.object({ from, response: z.enum(event_responses), extra_guests, responded_at: time })
)

const about = {
  message_id: z.string(),
  session_id: z.string(),
  chat_id: z.string(),
  whatsapp_id: z.string().describe('The id of the message within WhatsApp.'),
  from
}

/** The last vote of one person in a poll. */
export const PollVote = z
  .object({
    ...about,
    options: z.array(z.string()).describe('What they have chosen now; empty: all was taken back.'),
    voted_at: time
  })
  .meta({ id: 'PollVote' })

/** The last answer of one person to an event. */
export const EventResponse = z
  .object({
    ...about,
    response: z.enum(event_responses),
    extra_guests,
    responded_at: time
  })
  .meta({ id: 'EventResponse' })
