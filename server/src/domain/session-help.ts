import { type PasskeyStep, passkeyStep } from './passkey.ts'
import {
  isUnhealthy,
  type SessionReason,
  type SessionRow,
  type SessionStatus,
  waitsForWorker
} from './session.ts'

type Standing = {
  status: SessionStatus
  status_reason: SessionReason | null
  linked_at: Date | null
  logout_requested_at: Date | null
  /** For the service, which has no worker for it. */
  waits: boolean
  /** Its connections went silent one after the other. */
  unhealthy: boolean
  passkey_step: PasskeyStep | null
}

const scan =
  'Scan the code of GET …/qr with WhatsApp on the phone (Linked devices), or ask for one to type with POST …/pairing-code.'
const start_and_scan = 'Start it with POST …/start, then scan its QR code.'
const begin_anew = 'POST …/restart starts over with a new code.'
const with_passkey: Record<PasskeyStep, string> = {
  sign: 'The number is protected by a passkey. Its owner signs the request of GET …/passkey in a browser, on a page of web.whatsapp.com; send the signature with POST …/passkey.',
  compare: `Compare the code of GET …/passkey/code with the one on the phone. If they are the same: POST …/passkey/confirm. If not: ${begin_anew}`,
  wait: `Keep WhatsApp open on the phone and follow its instructions; the session continues by itself. ${begin_anew}`
}
const forget_or_delete =
  'POST …/logout?force=true forgets the link without asking WhatsApp; DELETE …?force=true deletes the session.'

/** What a failed session needs. Only the reasons it can fail for are here; the others say the general thing. */
const after_failure: Partial<Record<SessionReason, string>> = {
  banned:
    'Request a review in WhatsApp on the phone, then start the session again. POST …/logout forgets the number so that another one can be linked; DELETE deletes the session.',
  qr_expired: 'Start it with POST …/start for new QR codes.',
  replaced: 'Close the other program, then start the session with POST …/start, or log it out.',
  credentials_unreadable: `Its link can no longer be used. ${forget_or_delete}`
}

/** What a session needs that waits for something outside of the service. */
const while_waiting: Partial<Record<SessionReason, string>> = {
  temporarily_banned:
    'Nothing to do: the session connects by itself at next_attempt_at. WhatsApp on the phone shows the reason and lets you request a review. POST …/restart tries at once.',
  account_locked:
    'Open WhatsApp on the phone and follow its instructions, then call POST …/restart. Otherwise the session tries again at next_attempt_at.',
  proxy_unreachable:
    'Check that the proxy is running. PATCH …/{id} with another proxy, or with null for none, connects at once; so does POST …/restart.',
  proxy_refused:
    'Check its user name and password, and that it allows connections to web.whatsapp.com:443. PATCH …/{id} with another proxy, or with null for none, connects at once; so does POST …/restart.',
  proxy_not_allowed:
    'PATCH …/{id} with a proxy at a public address, or with null for none; POST …/restart tries the same proxy again. The operator can allow other addresses with PROXY_ALLOWED_ADDRESSES.',
  client_refused:
    'The operator of this service has to solve this. The session tries again at next_attempt_at; POST …/restart tries at once.'
}

/** What leads on from where a session stands; null when there is nothing to do. */
export const sessionHelp = (session: Standing): string | null => {
  const linked = session.linked_at !== null
  if (session.logout_requested_at)
    return `Nothing to do: the phone is asked as soon as there is a connection. ${forget_or_delete} POST …/start withdraws the log-out.`
  const connects = session.status === 'starting' || session.status === 'reconnecting'
  if (connects && session.waits)
    return 'Nothing to do: the session starts by itself when a worker is free. POST …/stop ends the wait.'
  if (connects && session.status_reason === 'client_outdated')
    return 'Nothing to do: the session connects by itself, without a new code, once the service has a version that WhatsApp accepts. The operator sees the version in /health.'
  const lasting = connects && session.status_reason && while_waiting[session.status_reason]
  if (lasting) return lasting
  if (session.unhealthy && (connects || session.status === 'connected'))
    return 'The session opens a new connection each time. Open WhatsApp on the phone and check that the linked device is still listed. If this goes on, log the session out and link it again.'
  switch (session.status) {
    case 'created':
      return start_and_scan
    case 'starting':
      return linked
        ? 'Nothing to do: the session is connecting. POST …/restart tries at once.'
        : 'Its QR code is on the way: GET …/qr?wait=30 answers as soon as it is there.'
    case 'qr':
      return scan
    case 'passkey_required':
      return with_passkey[session.passkey_step ?? 'wait']
    case 'connected':
      return null
    case 'reconnecting':
      return 'Nothing to do: the session tries again at next_attempt_at. POST …/restart tries at once.'
    case 'stopped':
      return linked
        ? 'Start it with POST …/start: it connects without a new QR code.'
        : start_and_scan
    case 'logged_out':
      return start_and_scan
    case 'failed':
      return (
        (session.status_reason && after_failure[session.status_reason]) ??
        'Start it with POST …/start, or log it out.'
      )
  }
}

/** The same for a row. */
export const helpFor = (row: SessionRow): string | null =>
  sessionHelp({
    ...row,
    waits: waitsForWorker(row.status_reason) !== null,
    unhealthy: isUnhealthy(row),
    passkey_step: passkeyStep(row)
  })
