import type { Limits } from './limits.ts'
import type { Pacing } from './pacing.ts'
import type { PasskeyColumns } from './passkey.ts'
import type { ProxyShown } from './proxy.ts'

/** For how many days the times in which a session was connected are kept. */
export const uptime_days_max = 90

/** created → starting → qr (→ passkey_required) → connected ⇄ reconnecting; → stopped, → logged_out, → failed. */
export const session_statuses = [
  'created',
  'starting',
  'qr',
  'passkey_required',
  'connected',
  'reconnecting',
  'stopped',
  'logged_out',
  'failed'
] as const

export type SessionStatus = (typeof session_statuses)[number]

/** In these nobody opens a connection for the session. */
export const resting_statuses: readonly SessionStatus[] = [
  'created',
  'stopped',
  'logged_out',
  'failed'
]

/** What a user may be told about a session that is not connected. */
export const session_reasons = {
  stopped_by_user: 'Stopped by its user.',
  restarted_by_user: 'Restarted by its user.',
  logging_out: 'The session is being logged out: the phone is asked to remove the linked device.',
  qr_expired: 'Nobody scanned the QR codes in time. Start the session again for new codes.',
  passkey_expired:
    'The passkey was not used in time, so nothing was linked. Scan the new code to try again.',
  passkey_refused:
    'WhatsApp refused to link the number: the passkey belongs to another number, or its signature was not accepted. Scan the new code and use the passkey of the number that scans it.',
  passkey_no_continuation:
    'WhatsApp accepted the signature, but the phone did not continue. Open WhatsApp on the phone, update it, keep it open, and scan the new code.',
  passkey_not_confirmed:
    'Nobody confirmed in time that both codes are the same, so nothing was linked. Scan the new code to try again.',
  passkey_no_answer:
    'WhatsApp did not answer in time while the number was being linked. Scan the new code to try again.',
  passkey_interrupted:
    'The connection ended while the number was being linked, so nothing was linked. Scan the new code to try again.',
  logged_out_by_phone: 'The phone removed this linked device.',
  logged_out_by_user: 'Logged out through the API.',
  banned: "WhatsApp has banned this number. Open WhatsApp on the phone to see WhatsApp's reason.",
  temporarily_banned:
    'WhatsApp has banned this number for a while. The session stays linked and reconnects by itself when the ban ends.',
  account_locked:
    'WhatsApp has locked this number. Open WhatsApp on the phone and follow its instructions. The session stays linked.',
  client_refused:
    'WhatsApp does not accept this service as a client. The operator has been informed. The session stays linked and keeps trying by itself.',
  replaced: 'Another program opened a connection with the same credentials.',
  connection_lost: 'The connection to WhatsApp was lost and is being opened again.',
  connection_silent:
    'The connection was open but WhatsApp no longer answered. A new one is being opened.',
  connection_refused: 'WhatsApp refused the connection.',
  proxy_unreachable:
    'The proxy of this session does not answer, or its certificate is not valid. The session keeps trying by itself, and never bypasses the proxy.',
  proxy_refused:
    'The proxy of this session refused the connection to WhatsApp: its credentials are wrong, or it does not allow that address. The session keeps trying by itself.',
  proxy_not_ready: 'The proxy of this session is being prepared. The session connects by itself.',
  proxy_not_allowed: 'The host name of the proxy resolves to an address that is not public.',
  client_outdated:
    'WhatsApp no longer accepts the client version of this service. The service is looking for a newer one; the session stays linked and connects by itself.',
  restart_required: 'WhatsApp asked for a new connection.',
  credentials_unreadable: 'The stored credentials cannot be opened with the key of this session.',
  worker_lost: 'The worker was lost. Another one is taking over.',
  worker_moved: 'The session moves to another worker, which connects it without a new QR code.',
  no_capacity: 'Every worker is in use. The session starts by itself as soon as there is room.',
  worker_unavailable:
    'No worker can be started right now. The service keeps trying; you need not do anything.',
  quarantined:
    'The worker of this session crashed again and again while it had this session alone, so the session is held back. The operator can see it, and it is tried again by itself at `next_attempt_at`. Messages that were accepted before wait for that.',
  key_unavailable:
    'The service cannot open the key of this session right now. The operator has been informed, and the service keeps trying.'
} as const

export type SessionReason = keyof typeof session_reasons

/** Reasons that last: whoever takes the session over goes on waiting until `next_attempt_at`. */
export const lasting_reasons = [
  'temporarily_banned',
  'account_locked',
  'client_refused'
] as const satisfies SessionReason[]

export type LastingReason = (typeof lasting_reasons)[number]

/** Why a number with a passkey was not linked. Said with the codes that follow too, until one of them is scanned. */
export const link_failures = [
  'passkey_expired',
  'passkey_refused',
  'passkey_no_continuation',
  'passkey_not_confirmed',
  'passkey_no_answer',
  'passkey_interrupted'
] as const satisfies readonly SessionReason[]

/** Troubles of the service, not of the session: it is still wanted, and goes on by itself when they are over. */
export const waiting_for_worker = ['no_capacity', 'worker_unavailable', 'key_unavailable'] as const

export type WaitingForWorker = (typeof waiting_for_worker)[number]

/** Why the session waits for the service, if it does. */
export const waitsForWorker = (reason: SessionReason | null): WaitingForWorker | null =>
  waiting_for_worker.find((one) => one === reason) ?? null

/** What came last from WhatsApp that was no answer to a request. */
export const heard_kinds = ['message', 'receipt', 'notification'] as const

export type HeardKind = (typeof heard_kinds)[number]

/** What its user wants of a session. */
export type DesiredState = 'running' | 'stopped'

/** A row of `sessions`, with the address of its webhook_url when it was joined. */
export type SessionRow = Pacing & {
  reject_calls: boolean
  reject_calls_text: string | null
  keep_statuses: boolean
} & PasskeyColumns &
  Limits & {
    id: string
    tenant_id: string
    session_name: string
    status: SessionStatus
    status_reason: SessionReason | null
    status_since: Date
    next_attempt_at: Date | null
    desired: DesiredState
    logout_requested_at: Date | null
    instance_id: string | null
    phone_number: string | null
    jid: string | null
    lid: string | null
    push_name: string | null
    platform: string | null
    qr: string | null
    qr_expires_at: Date | null
    pairing_phone_number: string | null
    pairing_expires_at: Date | null
    first_messages_wait: boolean
    linked_at: Date | null
    connected_at: Date | null
    last_seen_at: Date | null
    last_heard: HeardKind | null
    last_heard_at: Date | null
    unhealthy_since: Date | null
    created_at: Date
    updated_at: Date
    proxy: ProxyShown | null
    webhook_url?: string | null
  }

/** Whether connections went silent one after the other, and none has brought anything since. */
export const isUnhealthy = (row: SessionRow): row is SessionRow & { unhealthy_since: Date } =>
  row.unhealthy_since !== null && !resting_statuses.includes(row.status)
