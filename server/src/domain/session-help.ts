import type { PasskeyStep } from './passkey.ts'
import type { SessionReason, SessionStatus } from './session.ts'

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
const begin_anew = 'POST …/restart begins anew with a new code.'
const with_passkey: Record<PasskeyStep, string> = {
  sign: 'The number is protected by a passkey. Its owner signs what GET …/passkey asks for, in a browser on a page of web.whatsapp.com; POST …/passkey hands it in.',
  compare: `Compare the code of GET …/passkey/code with the one on the phone. If they are the same: POST …/passkey/confirm. If not: ${begin_anew}`,
  wait: `Keep WhatsApp open on the phone and follow what it asks; the session goes on by itself. ${begin_anew}`
}
const forget_or_delete =
  'POST …/logout?force=true forgets the link without WhatsApp; DELETE ?force=true deletes the session.'

/** What a failed session needs. Only the reasons it can fail for are here; the others say the general thing. */
const after_failure: Partial<Record<SessionReason, string>> = {
  banned:
    'Ask WhatsApp on the phone for a review, then start it again. POST …/logout forgets the number so that another can be linked; DELETE deletes the session.',
  qr_expired: 'Start it with POST …/start for new QR codes.',
  replaced: 'Close the other program, then start the session with POST …/start, or log it out.',
  credentials_unreadable: `Its link cannot be used any more. ${forget_or_delete}`
}

/** What a session needs that waits for something outside of the service. */
const while_waiting: Partial<Record<SessionReason, string>> = {
  temporarily_banned:
    'Nothing to do: it connects by itself at next_attempt_at. WhatsApp on the phone shows why, and lets you ask for a review; POST …/restart tries at once.',
  account_locked:
    'Open WhatsApp on the phone and do what it asks for, then POST …/restart; else it is tried again at next_attempt_at.',
  proxy_unreachable:
    'See whether the proxy is up. PATCH …/{id} with another proxy, or with null for none, connects at once; so does POST …/restart.',
  proxy_refused:
    'See whether its user name and password are right, and whether it lets connections to web.whatsapp.com:443 through. PATCH …/{id} with another proxy, or with null for none, connects at once; so does POST …/restart.',
  proxy_not_allowed:
    'PATCH …/{id} with a proxy at a public address, or with null for none; POST …/restart tries the same again. Whoever runs this service can open other addresses with PROXY_ALLOWED_ADDRESSES.',
  client_refused:
    'Nothing to do: its operator has to see to it. It is tried again at next_attempt_at; POST …/restart tries at once.'
}

/** What leads on from where a session stands; null when there is nothing to do. */
export const sessionHelp = (session: Standing): string | null => {
  const linked = session.linked_at !== null
  if (session.logout_requested_at)
    return `Nothing to do: the phone is asked as soon as there is a connection. ${forget_or_delete} POST …/start keeps the session after all.`
  const connects = session.status === 'starting' || session.status === 'reconnecting'
  if (connects && session.waits)
    return 'Nothing to do: it starts by itself when the service has a worker for it. POST …/stop ends the wait.'
  if (connects && session.status_reason === 'client_outdated')
    return 'Nothing to do: it connects by itself, without a new code, when the service presents a version that WhatsApp accepts. Its operator sees the version in /health.'
  const lasting = connects && session.status_reason && while_waiting[session.status_reason]
  if (lasting) return lasting
  if (session.unhealthy && (connects || session.status === 'connected'))
    return 'A new connection is opened each time. Open WhatsApp on the phone and see whether the linked device is still listed; if it lasts, log the session out and link it again.'
  switch (session.status) {
    case 'created':
      return start_and_scan
    case 'starting':
      return linked
        ? 'Nothing to do: it is being connected. POST …/restart tries at once.'
        : 'Its QR code is on the way: GET …/qr?wait=30 answers when it is there.'
    case 'qr':
      return scan
    case 'passkey_required':
      return with_passkey[session.passkey_step ?? 'wait']
    case 'connected':
      return null
    case 'reconnecting':
      return 'Nothing to do: it is tried again by itself, at next_attempt_at. POST …/restart tries at once.'
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
