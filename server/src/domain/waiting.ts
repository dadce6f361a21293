import { type Limits, standingLimit } from './limits.ts'
import type { SessionReason } from './session.ts'

/** Why a message has not been sent yet, with a sentence for the documentation. */
export const waiting_reasons = {
  session_ended:
    'The session was logged out or has failed. The message will not be sent and is about to fail.',
  new_chat_limit:
    'WhatsApp does not let this number start new chats at the moment. The message is sent when that ends, at waiting_until, or as soon as the recipient writes.',
  scheduled: 'Its send_at is still in the future.',
  subscription_limited:
    'The subscription was not paid. The message is sent at its send_at when it is, and at once where that has passed.',
  session_not_connected: 'The session is starting or reconnecting.',
  temporarily_banned:
    'WhatsApp has banned the number for a while. Its messages are kept, and waiting_until is when the session tries to connect again.',
  account_locked:
    'WhatsApp has locked the number until its owner opens WhatsApp on the phone. Its messages are kept.',
  worker_unavailable: 'The session is waiting for a worker and continues by itself.',
  behind_earlier_messages:
    'Earlier messages to the same chat, or more urgent ones of the session, go first.',
  paced: 'The pacing of the session does not allow it yet.',
  media_processing:
    'Its file, or that of an earlier message of the chat, is still being fetched or converted.',
  being_sent: 'It is on its way to WhatsApp and can no longer be canceled.'
} as const

export type WaitingReason = keyof typeof waiting_reasons

/** `until` is null where nobody can know. */
export type Waiting = { reason: WaitingReason; until: Date | null }

/** What keeps a session from connecting and its messages from leaving, for longer than a moment. */
const outages = ['temporarily_banned', 'account_locked'] as const

const withoutConnection = ({ status_reason, next_attempt_at }: Place): Waiting => {
  const outage = outages.find((one) => one === status_reason)
  return outage
    ? { reason: outage, until: next_attempt_at }
    : { reason: 'session_not_connected', until: null }
}

/** What is not to be sent before the subscription is paid stands in the queue so much later. */
export const held_years = 1_000

const isUnpaid = (run_at: Date, now: Date): boolean =>
  run_at.getTime() - now.getTime() > (held_years / 2) * 365 * 86_400_000

/** What is known of the place of a message in the queue. */
export type Place = Omit<Limits, 'limits_read_at' | 'restriction'> & {
  /** It was put aside until the end of a limit. */
  held: boolean
  /** It is for somebody who has not written and has no message of ours. */
  stranger: boolean
  /** It was queued when its session was logged out or banned. */
  ended: boolean
  scheduled: boolean
  /** Its file, or that of one before it in its chat, is not ready. */
  waits_for_media?: boolean
  run_at: Date
  began: boolean
  connected: boolean
  status_reason: SessionReason | null
  next_attempt_at: Date | null
  /** There is no worker for the session at the moment. */
  no_worker: boolean
  /** Others go first. */
  behind: boolean
  /** When the pace of the session, and its pause between messages to one chat, allow the next. */
  paced_until: Date | null
}

/** Why a message with this place in the queue waits; null when it is next. */
export const waitingOf = (place: Place, now: Date): Waiting | null => {
  if (place.ended) return { reason: 'session_ended', until: null }
  if (place.scheduled && isUnpaid(place.run_at, now))
    return { reason: 'subscription_limited', until: null }
  if (place.scheduled && place.run_at > now) return { reason: 'scheduled', until: place.run_at }
  const limit = place.held || place.stranger ? standingLimit(place, now) : null
  if (limit && !place.began) return { reason: 'new_chat_limit', until: limit.until }
  if (place.waits_for_media) return { reason: 'media_processing', until: null }
  if (place.no_worker) return { reason: 'worker_unavailable', until: null }
  if (!place.connected) return withoutConnection(place)
  if (place.began) return { reason: 'being_sent', until: null }
  if (place.behind || place.held) return { reason: 'behind_earlier_messages', until: null }
  if (place.paced_until && place.paced_until > now)
    return { reason: 'paced', until: place.paced_until }
  return null
}
