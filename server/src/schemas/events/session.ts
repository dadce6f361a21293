import { session_reasons } from '../../domain/session.ts'
import { NumberLimits } from '../limits.ts'
import { Session } from '../session.ts'
import { eventType } from './event-type.ts'
import { session_example, unlinked_example } from './examples.ts'

const LimitedSession = Session.extend({
  limits: NumberLimits.describe('All that is known of the limits of the number.')
}).meta({ id: 'LimitedSession' })

/** Each with the session as it was then. */
export const session_events = {
  'session.created': eventType('A session was created.', Session, unlinked_example),
  'session.starting': eventType('A worker is opening the connection.', Session, {
    ...unlinked_example,
    status: 'starting'
  }),
  'session.qr': eventType('A new QR code is there to be scanned.', Session, {
    ...unlinked_example,
    status: 'qr'
  }),
  'session.passkey_required': eventType(
    'The number that is being linked is protected by a passkey: its owner has to sign.',
    Session,
    {
      ...unlinked_example,
      status: 'passkey_required',
      passkey: { step: 'sign', expires_at: '2026-11-07T09:13:30.000Z' }
    }
  ),
  'session.passkey_code': eventType(
    'The signature was accepted, and the phone shows a code; `passkey.step` says whether it has to be compared.',
    Session,
    {
      ...unlinked_example,
      status: 'passkey_required',
      passkey: { step: 'compare', expires_at: '2026-11-07T09:14:30.000Z' }
    }
  ),
  'session.connected': eventType('The session is linked and connected.', Session, session_example),
  'session.reconnecting': eventType('The connection was lost and is being opened again.', Session, {
    ...session_example,
    status: 'reconnecting',
    status_reason: 'connection_lost',
    status_text: session_reasons.connection_lost
  }),
  'session.unhealthy': eventType(
    'Two connections in a row went silent though they were open. A new one is opened each time.',
    Session,
    {
      ...session_example,
      status: 'reconnecting',
      status_reason: 'connection_silent',
      status_text: session_reasons.connection_silent,
      unhealthy_since: '2026-11-07T09:12:31.442Z'
    }
  ),
  'session.healthy': eventType(
    'Something came through the connection of an unhealthy session again.',
    Session,
    session_example
  ),
  'session.limited': eventType(
    'A limit that WhatsApp sets for the number has begun, changed or ended; `limits` holds what applies now.',
    LimitedSession,
    {
      ...session_example,
      limited: { kind: 'time_lock', until: '2026-11-08T09:00:00.000Z' },
      limits: {
        limited: { kind: 'time_lock', until: '2026-11-08T09:00:00.000Z' },
        time_lock: { until: '2026-11-08T09:00:00.000Z', reason: null },
        new_chats: null,
        read_at: '2026-11-07T09:12:33.000Z'
      }
    }
  ),
  'session.stopped': eventType('The session was stopped by its user.', Session, {
    ...session_example,
    status: 'stopped',
    status_reason: 'stopped_by_user',
    status_text: session_reasons.stopped_by_user
  }),
  'session.deleted': eventType(
    'The session was deleted with all that belonged to it.',
    Session,
    session_example
  ),
  'session.logged_out': eventType('The link was removed, on the phone or by a log-out.', Session, {
    ...session_example,
    status: 'logged_out',
    status_reason: 'logged_out_by_phone',
    status_text: session_reasons.logged_out_by_phone
  }),
  'session.failed': eventType('The session cannot go on; the reason says why.', Session, {
    ...session_example,
    status: 'failed',
    status_reason: 'banned',
    status_text: session_reasons.banned
  })
}
