import { proto } from 'baileys'
import { type Answer, type EventAnswer, guests_max, type PollVote } from '../../../domain/answer.ts'
import { emoji_length_max } from '../../../domain/emoji.ts'
import { openSealed, type Sealed } from './sealed.ts'

/** What somebody answers to a poll or an event, sealed with its secret. */
export type SealedAnswer = Sealed & {
  kind: 'answer'
  to: 'poll' | 'event'
  /** Who has asked, as the one who answers names them; null: they themselves. */
  asker: string | null
}

/** Other clients allow more than WhatsApp's apps do. */
const options_max = 100
const hash_length = 32

/** The answer; null when the secret does not fit or what is sealed is no answer. */
export const openAnswer = (
  answer: SealedAnswer,
  secret: Uint8Array,
  askers: Iterable<string>,
  answerers: Iterable<string>
): Answer | null => {
  const use = answer.to === 'poll' ? 'Poll Vote' : 'Event Response'
  const plaintext = openSealed(answer, use, secret, askers, answerers)
  if (!plaintext) return null
  try {
    return answer.to === 'poll' ? voteFrom(plaintext) : responseFrom(plaintext)
  } catch {
    // Whoever has sealed it has sealed something else.
    return null
  }
}

const voteFrom = (plaintext: Uint8Array): Answer => {
  const { selectedOptions } = proto.Message.PollVoteMessage.decode(plaintext)
  const hashes = selectedOptions.filter(({ length }) => length === hash_length)
  const options = hashes.slice(0, options_max).map((hash) => Buffer.from(hash).toString('hex'))
  return { options: [...new Set(options)] }
}

const { EventResponseType } = proto.Message.EventResponseMessage

const responses = new Map<unknown, 'going' | 'not_going' | 'maybe'>([
  [EventResponseType.GOING, 'going'],
  [EventResponseType.NOT_GOING, 'not_going'],
  [EventResponseType.MAYBE, 'maybe']
])

const responseFrom = (plaintext: Uint8Array): Answer | null => {
  const { response, extraGuestCount } = proto.Message.EventResponseMessage.decode(plaintext)
  const known = responses.get(response)
  const guests = Math.trunc(extraGuestCount ?? 0)
  return known ? { response: known, extra_guests: Math.min(Math.max(guests, 0), guests_max) } : null
}

/** What is sealed of a vote, and of an answer to an event. */
export const voteBytes = ({ options }: PollVote): Uint8Array =>
  proto.Message.PollVoteMessage.encode({
    selectedOptions: options.map((hash) => Buffer.from(hash, 'hex'))
  }).finish()

export const responseBytes = ({ response, extra_guests }: EventAnswer, at_ms: number): Uint8Array =>
  proto.Message.EventResponseMessage.encode({
    response: [...responses].find(
      ([, name]) => name === response
    )?.[0] as proto.Message.EventResponseMessage.EventResponseType,
    timestampMs: at_ms,
    extraGuestCount: extra_guests
  }).finish()

/** The emoji of a reaction that is sealed with the secret of its message; null when the secret does not fit. */
export const openReaction = (
  reaction: Sealed,
  secret: Uint8Array,
  authors: Iterable<string>,
  reactors: Iterable<string>
): string | null => {
  const plaintext = openSealed(reaction, 'Enc Reaction', secret, authors, reactors)
  if (!plaintext) return null
  try {
    const emoji = proto.Message.ReactionMessage.decode(plaintext).text ?? ''
    return emoji.length <= emoji_length_max ? emoji : null
  } catch {
    // Whoever has sealed it has sealed something else.
    return null
  }
}
