import { z } from 'zod'
import { passkey_steps, passkeyStep } from '../domain/passkey.ts'
import {
  heard_kinds,
  isUnhealthy,
  type SessionRow,
  session_reasons,
  session_statuses
} from '../domain/session.ts'
import { helpFor } from '../domain/session-help.ts'
import { time } from './time.ts'

export const SessionStatus = z.enum(session_statuses)

const Pairing = z.object({
  status: z
    .enum(['pending', 'expired'])
    .describe('pending: the code can be typed on the phone until expires_at.'),
  phone_number: z.string(),
  expires_at: time
})

const PasskeyProgress = z.object({
  step: z
    .enum(passkey_steps)
    .describe(
      'sign: the owner signs what GET …/passkey shows. compare: a person compares the code of GET …/passkey/code with the phone. wait: it goes on by itself.'
    ),
  expires_at: time.nullable().describe('When this step must be done.')
})

export const Standing = z.object({
  status: SessionStatus,
  status_reason: z.string().nullable(),
  status_text: z.string().nullable().describe('The reason, as a sentence.'),
  status_since: time,
  status_help: z
    .string()
    .nullable()
    .describe('What to do next; null when nothing needs to be done.'),
  next_attempt_at: time.nullable().describe('When the next connection will be attempted.'),
  pairing: Pairing.nullable().describe(
    'The state of the last pairing code, without the code itself; null when there is none or the session is linked.'
  ),
  passkey: PasskeyProgress.nullable().describe(
    'The progress of linking a number that has a passkey; null unless the status is passkey_required.'
  ),
  phone_number: z
    .string()
    .nullable()
    .describe('The linked phone number in E.164 format: + and digits.'),
  jid: z.string().nullable(),
  push_name: z.string().nullable().describe('The name that other people see on WhatsApp.'),
  instance_id: z.string().nullable().describe('The instance that hosts the session.'),
  linked_at: time.nullable(),
  connected_at: time.nullable(),
  last_seen_at: time
    .nullable()
    .describe('When something last arrived from WhatsApp, accurate to about a minute.'),
  last_heard: z
    .enum(heard_kinds)
    .nullable()
    .describe(
      'What last arrived from WhatsApp unasked. Answers to requests and to keep-alive pings do not count.'
    ),
  last_heard_at: time.nullable().describe('When that arrived, accurate to about a minute.'),
  unhealthy_since: time
    .nullable()
    .describe(
      'Since when the connections of the session have kept falling silent although they were open; null when they are fine. A new connection is opened each time.'
    )
})

export const SessionStatusAnswer = z
  .object({
    id: z.string(),
    desired: z
      .enum(['running', 'stopped', 'logged_out'])
      .describe('What was requested; `status` is the actual state.'),
    ...Standing.shape
  })
  .meta({ id: 'SessionStatus' })
export type SessionStatusAnswer = z.output<typeof SessionStatusAnswer>

export const SessionValidation = z
  .object({
    valid: z.boolean().describe('Whether the session is linked to a number.'),
    connected: z.boolean(),
    session_id: z.string(),
    session_name: z.string(),
    ...Standing.shape
  })
  .meta({ id: 'SessionValidation' })
export type SessionValidation = z.output<typeof SessionValidation>

/** Where a session stands: what it is, why, since when, and what leads out of it. */
export const standingView = (row: SessionRow, now = new Date()): z.output<typeof Standing> => ({
  status: row.status,
  status_reason: row.status_reason,
  status_text: row.status_reason && session_reasons[row.status_reason],
  status_since: row.status_since,
  status_help: helpFor(row),
  next_attempt_at: row.next_attempt_at && row.next_attempt_at > now ? row.next_attempt_at : null,
  pairing: pairingView(row, now),
  passkey: passkeyView(row),
  phone_number: row.phone_number,
  jid: row.jid,
  push_name: row.push_name,
  instance_id: row.instance_id,
  linked_at: row.linked_at,
  connected_at: row.connected_at,
  last_seen_at: row.last_seen_at,
  last_heard: row.last_heard,
  last_heard_at: row.last_heard_at,
  unhealthy_since: isUnhealthy(row) ? row.unhealthy_since : null
})

/** The pairing code that was asked for last, until the session is linked; the code itself is shown once, to who asked. */
const pairingView = (row: SessionRow, now: Date): z.output<typeof Pairing> | null =>
  row.pairing_phone_number && row.pairing_expires_at
    ? {
        status: row.pairing_expires_at > now ? 'pending' : 'expired',
        phone_number: row.pairing_phone_number,
        expires_at: row.pairing_expires_at
      }
    : null

/** The step that a linking has come to; what is to be signed and the code have addresses of their own. */
const passkeyView = (row: SessionRow): z.output<typeof PasskeyProgress> | null => {
  const step = passkeyStep(row)
  return (
    step && {
      step,
      expires_at: step === 'compare' ? row.passkey_code_expires_at : row.passkey_expires_at
    }
  )
}
