import type { ErrorTable } from './table.ts'

/** What a session is not, or not yet. */
export const session_errors = {
  session_name_taken: {
    status: 409,
    title: 'A session with this name already exists',
    text: 'Choose another session_name.',
    retry: 'no'
  },
  session_not_started: {
    status: 409,
    title: 'The session has not been started',
    text: 'Start it with POST /api/v1/instances {"session_id"}.',
    retry: 'no'
  },
  session_not_linked: {
    status: 409,
    title: 'The session has never been linked to a number',
    text: 'Start it, then scan its QR code (GET /api/v1/sessions/{id}/qr) with WhatsApp on the phone.',
    retry: 'no'
  },
  session_not_connected: {
    status: 409,
    title: 'The session is not connected to WhatsApp',
    text: 'Look at its status and status_help, and try again when it is connected.',
    retry: 'yes'
  },
  session_connected: {
    status: 409,
    title: 'The session is linked and connected',
    text: 'There is no QR code to scan. Log out first to link another number.',
    retry: 'no'
  },
  session_logged_out: {
    status: 409,
    title: 'The session was logged out',
    text: 'Start it again and scan a new QR code.',
    retry: 'no'
  },
  session_failed: {
    status: 409,
    title: 'The session has failed',
    text: 'Look at its status_reason, then restart it.',
    retry: 'no'
  },
  session_wanted: {
    status: 409,
    title: 'The session has been started again',
    text: 'It was started after the call that asked for it to stop.',
    retry: 'no'
  },
  too_many_unlinked: {
    status: 429,
    title: 'Too many sessions are waiting for their codes to be scanned',
    text: 'Scan the codes of the running sessions, or stop them. A session whose codes nobody scans ends after ten minutes.',
    retry: 'yes'
  },
  instance_not_running: {
    status: 409,
    title: 'The instance is not running',
    text: 'Start the session first.',
    retry: 'no'
  },
  instance_shared: {
    status: 403,
    title: 'The instance is shared with other customers',
    text: 'Its log tells of their sessions as well, so only an administrator can read it.',
    retry: 'no'
  }
} as const satisfies ErrorTable
