import type { Priority } from './priority.ts'

/** The states of a message and the facts that move it on. Nothing moves back: a late receipt for an earlier step changes nothing. */
export const message_statuses = [
  'queued',
  'sent',
  'delivered',
  'read',
  'failed',
  'canceled',
  'received',
  'undecryptable'
] as const

export type MessageStatus = (typeof message_statuses)[number]

export const message_directions = ['inbound', 'outbound'] as const

export type MessageDirection = (typeof message_directions)[number]

/** Why a message failed: a code for programs, a sentence for people. */
export type MessageError = { code: MessageErrorCode; message: string; whatsapp_code?: string }

export const message_errors = {
  not_on_whatsapp: 'The recipient has no WhatsApp account.',
  expired: 'It was still waiting when it expired.',
  session_logged_out: 'The session was logged out before the message could be sent.',
  session_failed: 'The session failed before the message could be sent.',
  refused_by_whatsapp:
    'WhatsApp refused the message with a code that has no meaning known here; `whatsapp_code` has it.',
  malformed_for_recipient:
    'WhatsApp refused the form of the message for this recipient: its apps there do not take this kind, or its content is not complete.',
  kind_not_allowed: 'WhatsApp does not take this kind of message from linked devices.',
  not_allowed_to_write:
    'WhatsApp does not let this account write to this person: it was blocked, or the person takes messages from others only.',
  account_restricted: 'WhatsApp lets this account send no messages. Its phone says why.',
  recipient_gone: 'The recipient, or the group, is not there any more.',
  message_too_large: 'WhatsApp refused the message because it is too large.',
  group_changed:
    'The members of the group changed while it was being sent, twice in a row. It can be sent again with `POST …/retry`.',
  group_not_found: 'There is no such group.',
  not_a_group_member: 'The account is not, or no longer, a member of the group.',
  not_a_group_admin: 'Only admins of the group may do this.',
  not_allowed_in_group:
    'This account may not write to the group: it has left the group, or only admins may write there.',
  recipient_opted_out: 'The recipient has opted out of messages while it was waiting.',
  recipient_restricted:
    'WhatsApp does not let this account write to this person first. The message is not sent again, since that would restrict the account further. Ask the person to write first, or wait.',
  address_refused:
    'WhatsApp refused the phone number as an address of this person. The message is not sent again; once the person has written, WhatsApp accepts messages.',
  new_chats_limited:
    'WhatsApp does not let this account start more new chats at the moment and does not say until when. The message is not sent again, since that would restrict the account further.',
  connection_lost:
    'The connection to WhatsApp was lost while it was being sent, five times in a row.',
  no_audience: 'Nobody who may see the status has a WhatsApp account that it can be sent to.',
  not_answerable:
    'The message it answers came without the secret with which answers are sealed, so nobody could read this one.',
  media_unavailable: 'Its file is no longer there, or could not be fetched.',
  media_upload_failed: 'Its file could not be uploaded to WhatsApp after several attempts.',
  send_failed: 'The message could not be sent after several attempts.'
} as const

export type MessageErrorCode = keyof typeof message_errors

/** Failures before anything was given to WhatsApp: such a message takes nothing of the quota. */
export const never_left: MessageErrorCode[] = [
  'not_on_whatsapp',
  'expired',
  'session_logged_out',
  'session_failed',
  'recipient_opted_out',
  'not_answerable',
  'media_unavailable',
  'media_upload_failed'
]

/**
 * How much is known of a message: its status may only grow. That it failed is what we think when we have tried and heard
 * nothing, or were refused; who acknowledges it, or says that it has arrived or was read, knows better.
 */
export const status_rank: Record<MessageStatus, number> = {
  queued: 0,
  failed: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  canceled: 5,
  undecryptable: 5,
  received: 6
}

/** A row of `messages`. */
export type MessageRow = {
  id: string
  tenant_id: string
  session_id: string
  direction: MessageDirection
  status: MessageStatus
  whatsapp_id: string
  chat_id: string
  /** Of messages sent through the API: whom it is for, as the caller wrote it. */
  recipient: string | null
  sender_id: string | null
  push_name: string | null
  type: string
  content: Record<string, unknown>
  error: MessageError | null
  /** Of messages sent through the API; null for others. */
  priority: Priority | null
  send_at: Date | null
  expires_at: Date | null
  whatsapp_at: Date | null
  queued_at: Date
  sent_at: Date | null
  delivered_at: Date | null
  read_at: Date | null
  played_at: Date | null
  /** Of messages to a group: how many were to get it, where that is known, and how many have it, have read and played it. */
  recipients_count: number | null
  delivered_count: number | null
  read_count: number | null
  played_count: number | null
  failed_at: Date | null
  edited_at: Date | null
  pinned_until: Date | null
  /** When it disappears from its chat; null: never. */
  disappears_at: Date | null
  /** Since when somebody keeps it in its chat: it does not disappear then. */
  kept_at: Date | null
  starred_at: Date | null
  deleted_at: Date | null
  /** Deleted by the account for itself alone. */
  deleted_for_me: boolean
  /** The trace that the caller has made it a part of. */
  traceparent: string | null
}
