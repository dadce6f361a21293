/** The events a webhook can ask for, with a sentence for the documentation. */
export const event_types = {
  'session.created': 'A session was created.',
  'session.starting': 'A worker is opening the connection.',
  'session.qr': 'A new QR code is there to be scanned.',
  'session.passkey_required':
    'The number that is being linked is protected by a passkey: its owner has to sign.',
  'session.passkey_code':
    'The signature was taken, and the phone shows a code; `passkey.step` says whether it has to be compared.',
  'session.connected': 'The session is linked and connected.',
  'session.reconnecting': 'The connection was lost and is being opened again.',
  'session.unhealthy':
    'Two connections in a row went silent though they were open. A new one is opened each time.',
  'session.healthy': 'Something came through the connection of an unhealthy session again.',
  'session.limited':
    'A limit that WhatsApp sets to the number has begun, has changed or is over; `limits` says what stands.',
  'session.stopped': 'The session was stopped by its user.',
  'session.deleted': 'The session was deleted with all that belonged to it.',
  'session.logged_out': 'The link was removed, on the phone or by a log-out.',
  'session.failed': 'The session cannot go on; the reason says why.',
  'instance.started': 'A worker has started.',
  'instance.unhealthy': 'A worker does not answer.',
  'instance.replaced': 'A worker was replaced by another.',
  'instance.stopped': 'A worker was stopped.',
  'message.accepted': 'A message was accepted and will be sent.',
  'message.sent': "WhatsApp's server has the message.",
  'message.delivered': 'The message reached the phone of the recipient.',
  'message.read': 'The recipient has seen the message.',
  'message.failed':
    'The message could not be sent; the error says why. If it is heard of after all, `message.sent` and what follows are told as of any other.',
  'message.canceled': 'A message was canceled before it was sent.',
  'message.received': 'A message arrived.',
  'message.edited': 'The author of a message changed it; what stands there is the new content.',
  'message.deleted':
    'A message was deleted for everyone, by its author or an admin of the group: its content is gone.',
  'message.reaction':
    'Somebody, or the session itself, reacted to a message; `emoji` is null when the reaction was taken back.',
  'chat.typing': 'Somebody is typing, or stopped.',
  'subscription.changed': 'Another plan was chosen.',
  'webhook.disabled': 'A webhook was switched off after failing for too long.',
  'webhook.test': 'A test asked for by the user.'
} as const

export type EventType = keyof typeof event_types

/** What every consumer of events receives, by webhook, stream or list. */
export type EventEnvelope = {
  id: string
  type: EventType
  created_at: string
  session_id: string | null
  data: Record<string, unknown>
}
