import { NumberLimits } from '../limits.ts'
import { Session } from '../session.ts'
import { eventType } from './event-type.ts'

const LimitedSession = Session.extend({
  limits: NumberLimits.describe('All that is known of the limits of the number.')
}).meta({ id: 'LimitedSession' })

/** Each with the session as it was then. */
export const session_events = {
  'session.created': eventType('A session was created.', Session),
  'session.starting': eventType('A worker is opening the connection.', Session),
  'session.qr': eventType('A new QR code is there to be scanned.', Session),
  'session.passkey_required': eventType(
    'The number that is being linked is protected by a passkey: its owner has to sign.',
    Session
  ),
  'session.passkey_code': eventType(
    'The signature was taken, and the phone shows a code; `passkey.step` says whether it has to be compared.',
    Session
  ),
  'session.connected': eventType('The session is linked and connected.', Session),
  'session.reconnecting': eventType('The connection was lost and is being opened again.', Session),
  'session.unhealthy': eventType(
    'Two connections in a row went silent though they were open. A new one is opened each time.',
    Session
  ),
  'session.healthy': eventType(
    'Something came through the connection of an unhealthy session again.',
    Session
  ),
  'session.limited': eventType(
    'A limit that WhatsApp sets to the number has begun, has changed or is over; `limits` says what stands.',
    LimitedSession
  ),
  'session.stopped': eventType('The session was stopped by its user.', Session),
  'session.deleted': eventType('The session was deleted with all that belonged to it.', Session),
  'session.logged_out': eventType('The link was removed, on the phone or by a log-out.', Session),
  'session.failed': eventType('The session cannot go on; the reason says why.', Session)
}
