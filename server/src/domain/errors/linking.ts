import type { ErrorTable } from './table.ts'

/** What stands between a number and its link, or its end. */
export const linking_errors = {
  qr_not_ready: {
    status: 409,
    title: 'There is no QR code yet',
    text: 'It takes a moment after the start. Try again in a second, or follow the events of the session.',
    retry: 'yes'
  },
  pairing_code_refused: {
    status: 409,
    title: 'WhatsApp refuses to give a pairing code for this number',
    text: 'Check the number, or scan the QR code instead.',
    retry: 'no'
  },
  pairing_code_limited: {
    status: 429,
    title: 'WhatsApp gives no more pairing codes for this number at the moment',
    text: 'Too many were requested. Wait for the seconds that Retry-After gives, or scan the QR code instead.',
    retry: 'yes'
  },
  pairing_code_unanswered: {
    status: 503,
    title: 'WhatsApp has not answered the request for a pairing code',
    text: 'Try again in a moment, or scan the QR code instead.',
    retry: 'yes'
  },
  link_token_used: {
    status: 403,
    title: 'This link has been used',
    text: 'A number has been linked with it. Ask for another link where you got this one.',
    retry: 'no'
  },
  passkey_required: {
    status: 409,
    title: 'The number that is being linked is protected by a passkey',
    text: 'A code has already been scanned. Continue with GET …/passkey, or start over with POST …/restart.',
    retry: 'no'
  },
  passkey_not_asked: {
    status: 409,
    title: 'No signature is needed now',
    text: 'A signature is needed while passkey.step of the session is "sign", and it is accepted once.',
    retry: 'no'
  },
  passkey_code_not_shown: {
    status: 409,
    title: 'There is no code to compare',
    text: 'A code waits to be confirmed while passkey.step of the session is "compare".',
    retry: 'no'
  },
  logout_not_confirmed: {
    status: 409,
    title: 'WhatsApp has not confirmed the log-out',
    text: 'Call again in a moment. With ?force=true the link is forgotten here alone: the phone then lists a linked device that nobody can use until it is removed there.',
    retry: 'yes'
  }
} as const satisfies ErrorTable
