/** Every error the product answers with. `text` is shown to the caller; `retry` says whether the same call may work later, and is shown as `retryable`. */
export const errors = {
  validation_failed: {
    status: 422,
    title: 'Some values are not valid',
    text: 'Look at "errors" for the fields to correct.',
    retry: 'no'
  },
  bad_json: {
    status: 400,
    title: 'The body is not valid JSON',
    text: 'Send a JSON object with Content-Type: application/json.',
    retry: 'no'
  },
  bad_request: {
    status: 400,
    title: 'The request cannot be read',
    text: 'It is not well-formed HTTP, or it ended too early.',
    retry: 'no'
  },
  request_timeout: {
    status: 408,
    title: 'The request did not arrive in time',
    text: 'Send it again, without pauses.',
    retry: 'yes'
  },
  headers_too_large: {
    status: 431,
    title: 'The address or the headers are too long',
    text: 'Together they may be up to 16,384 bytes long.',
    retry: 'no'
  },
  expectation_failed: {
    status: 417,
    title: 'This Expect header is not supported',
    text: 'Leave the header out, or send "Expect: 100-continue".',
    retry: 'no'
  },
  unsupported_media_type: {
    status: 415,
    title: 'This content type is not accepted',
    text: 'Send the body as application/json.',
    retry: 'no'
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    text: 'Send less in one call.',
    retry: 'no'
  },
  not_found: {
    status: 404,
    title: 'Not found',
    text: 'It does not exist, or it is not yours.',
    retry: 'no'
  },
  method_not_allowed: {
    status: 405,
    title: 'This method is not allowed here',
    text: 'Look at the Allow header.',
    retry: 'no'
  },
  not_acceptable: {
    status: 406,
    title: 'None of the accepted content types is available',
    text: 'See the documentation for the content types of this address.',
    retry: 'no'
  },
  unauthenticated: {
    status: 401,
    title: 'No valid credential',
    text: 'Send "Authorization: Bearer" with an access token or an API key, or "X-API-Key".',
    retry: 'no'
  },
  token_expired: {
    status: 401,
    title: 'The access token has expired',
    text: 'Get a new one with POST /api/v1/auth/refresh.',
    retry: 'no'
  },
  login_failed: {
    status: 401,
    title: 'Wrong e-mail address or password',
    text: 'Check both and try again.',
    retry: 'no'
  },
  refresh_token_invalid: {
    status: 401,
    title: 'The refresh token is not valid',
    text: 'It has expired, was revoked or never existed. Log in again.',
    retry: 'no'
  },
  refresh_token_reused: {
    status: 401,
    title: 'The refresh token was used before',
    text: 'Every token of this login has been revoked, because somebody may have copied one. Log in again.',
    retry: 'no'
  },
  account_suspended: {
    status: 403,
    title: 'The account is suspended',
    text: 'Contact the operator of this service.',
    retry: 'no'
  },
  link_token_used: {
    status: 403,
    title: 'This link has been used',
    text: 'A number has been linked with it. Ask for another link where you got this one.',
    retry: 'no'
  },
  password_wrong: {
    status: 403,
    title: 'The current password is wrong',
    text: 'Send the password you log in with as current_password.',
    retry: 'no'
  },
  login_required: {
    status: 403,
    title: 'Only a logged-in user may do this',
    text: 'An API key is not enough. Log in and send the access token.',
    retry: 'no'
  },
  scope_missing: {
    status: 403,
    title: 'The API key lacks a scope',
    text: 'Use a key with the scope named in "detail".',
    retry: 'no'
  },
  plan_limit_reached: {
    status: 403,
    title: 'The limit of the plan is reached',
    text: 'Delete what is no longer needed, or change to a larger plan.',
    retry: 'no'
  },
  plan_needs_operator: {
    status: 403,
    title: 'Customers cannot choose this plan themselves',
    text: 'Ask the operator of this service to change the plan.',
    retry: 'no'
  },
  registration_closed: {
    status: 403,
    title: 'Registration is closed',
    text: 'Ask the operator of this service for an account.',
    retry: 'no'
  },
  plan_unknown: {
    status: 422,
    title: 'There is no such plan',
    text: 'Choose one of the plans that GET /api/v1/plans lists.',
    retry: 'no'
  },
  plan_too_small: {
    status: 409,
    title: 'More is in use than this plan allows',
    text: 'Delete what is no longer needed first, or choose a larger plan.',
    retry: 'no'
  },
  quota_exceeded: {
    status: 429,
    title: 'The quota of this period is used up',
    text: 'Wait for the next period, or change to a larger plan.',
    retry: 'yes'
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    text: 'Wait for the seconds that Retry-After gives.',
    retry: 'yes'
  },
  too_much_at_once: {
    status: 429,
    title: 'Too much is being sent at once',
    text: 'Wait for the answers to your running calls, then try again.',
    retry: 'yes'
  },
  email_taken: {
    status: 409,
    title: 'This e-mail address is already registered',
    text: 'Log in, or use another address.',
    retry: 'no'
  },
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
  session_connected: {
    status: 409,
    title: 'The session is linked and connected',
    text: 'There is no QR code to scan. Log out first to link another number.',
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
  logout_not_confirmed: {
    status: 409,
    title: 'WhatsApp has not confirmed the log-out',
    text: 'Call again in a moment. With ?force=true the link is forgotten here alone: the phone then lists a linked device that nobody can use until it is removed there.',
    retry: 'yes'
  },
  message_not_waiting: {
    status: 409,
    title: 'The message is no longer waiting',
    text: 'Only a queued or scheduled message can be canceled, and only before it is being sent.',
    retry: 'no'
  },
  message_not_failed: {
    status: 409,
    title: 'The message has not failed',
    text: 'Only an outgoing message that has failed can be sent again.',
    retry: 'no'
  },
  message_not_sent: {
    status: 409,
    title: 'The message has not been sent',
    text: 'Nobody has it, so nothing can be done with it there. A message that waits can be canceled.',
    retry: 'no'
  },
  message_deleted: {
    status: 409,
    title: 'The message was deleted',
    text: 'It was deleted for everyone, and nothing can be done with it any more.',
    retry: 'no'
  },
  message_not_own: {
    status: 409,
    title: 'The message is not from this account',
    text: 'Only messages that this account has sent can be edited, or deleted for everyone; in groups admins may delete those of others.',
    retry: 'no'
  },
  message_own: {
    status: 409,
    title: 'The message is from this account',
    text: 'Only messages that were received are marked as read.',
    retry: 'no'
  },
  message_unsuitable: {
    status: 409,
    title: 'This cannot be done with a message of this type',
    text: 'Edits are for texts; reactions and other changes to messages cannot be changed themselves.',
    retry: 'no'
  },
  edit_window_over: {
    status: 409,
    title: 'The message is too old to be edited',
    text: 'WhatsApp shows edits only within 15 minutes after a message was sent.',
    retry: 'no'
  },
  delete_window_over: {
    status: 409,
    title: 'The message is too old to be deleted for everyone',
    text: 'WhatsApp deletes messages for everyone only within 60 hours after they were sent.',
    retry: 'no'
  },
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
    title: 'WhatsApp gives no more pairing codes for this number for now',
    text: 'Too many were requested. Wait for the seconds that Retry-After gives, or scan the QR code instead.',
    retry: 'yes'
  },
  pairing_code_unanswered: {
    status: 503,
    title: 'WhatsApp has not answered the request for a pairing code',
    text: 'Try again in a moment, or scan the QR code instead.',
    retry: 'yes'
  },
  session_not_connected: {
    status: 409,
    title: 'The session is not connected to WhatsApp',
    text: 'Look at its status and status_help, and try again when it is connected.',
    retry: 'yes'
  },
  call_timed_out: {
    status: 504,
    title: 'WhatsApp has not answered in time',
    text: 'Try again as Retry-After says.',
    retry: 'yes'
  },
  call_interrupted: {
    status: 503,
    title: 'The connection of the session ended before WhatsApp had answered',
    text: 'Whether WhatsApp has done it is not known. The session connects again by itself: look how things stand, then call again.',
    retry: 'yes'
  },
  session_rate_limited: {
    status: 429,
    title: 'This session has asked WhatsApp too much in a short time',
    text: 'WhatsApp restricts numbers that ask too much, so each session may ask only so much. Wait for the seconds that Retry-After gives.',
    retry: 'yes'
  },
  whatsapp_rate_limited: {
    status: 429,
    title: 'WhatsApp answers no more questions of this number for now',
    text: 'Wait for the seconds that Retry-After gives, and ask less often.',
    retry: 'yes'
  },
  whatsapp_unavailable: {
    status: 503,
    title: 'WhatsApp cannot answer right now',
    text: 'WhatsApp reports trouble of its own. Try again as Retry-After says.',
    retry: 'yes'
  },
  refused_by_whatsapp: {
    status: 409,
    title: 'WhatsApp refuses this request',
    text: 'WhatsApp gave no reason.',
    retry: 'no'
  },
  contact_not_found: {
    status: 404,
    title: 'WhatsApp knows no account with this address',
    text: 'Check the number: POST …/contacts/check tells which numbers are on WhatsApp.',
    retry: 'no'
  },
  group_not_found: {
    status: 404,
    title: 'WhatsApp knows no group with this id',
    text: 'Check the id (…@g.us). The group may have been deleted.',
    retry: 'no'
  },
  not_a_group_member: {
    status: 403,
    title: 'The number of this session is not in the group',
    text: 'WhatsApp shows a group to its members only.',
    retry: 'no'
  },
  request_canceled: {
    status: 499,
    title: 'The caller has gone',
    text: 'The connection was closed before there was an answer, and the work was given up.',
    retry: 'yes'
  },
  instance_not_running: {
    status: 409,
    title: 'The instance is not running',
    text: 'Start the session first.',
    retry: 'no'
  },
  webhook_disabled: {
    status: 409,
    title: 'The webhook is disabled',
    text: 'Enable it with POST /api/v1/webhooks/{id}/enable.',
    retry: 'no'
  },
  replay_running: {
    status: 409,
    title: 'A replay of this webhook is already running',
    text: 'Wait until it is done; the deliveries of the webhook show how far it is.',
    retry: 'yes'
  },
  replay_span_empty: {
    status: 422,
    title: 'The period is empty',
    text: '"until" must be later than "since".',
    retry: 'no'
  },
  too_many_streams: {
    status: 429,
    title: 'Too many streams are open',
    text: 'Close one before opening another.',
    retry: 'yes'
  },
  recipient_invalid: {
    status: 422,
    title: 'The recipient is not a phone number, JID or group id',
    text: 'Write the number in international format, such as +20 100 123 4567.',
    retry: 'no'
  },
  idempotency_key_reused: {
    status: 422,
    title: 'This Idempotency-Key was used for a different request',
    text: 'Use a new key for a new request.',
    retry: 'no'
  },
  idempotency_running: {
    status: 409,
    title: 'A request with this Idempotency-Key is still running',
    text: 'Wait for its answer, then call again if you need to.',
    retry: 'yes'
  },
  no_capacity: {
    status: 503,
    title: 'Every worker is in use',
    text: 'The session starts by itself as soon as a worker has room. Stopping sessions you do not need makes room.',
    retry: 'yes'
  },
  worker_unavailable: {
    status: 503,
    title: 'The session waits for a worker',
    text: 'It starts by itself as soon as a worker takes it. Try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  too_many_unlinked: {
    status: 429,
    title: 'Too many sessions are waiting for their codes to be scanned',
    text: 'Scan the codes of the running sessions, or stop them. A session whose codes nobody scans ends after ten minutes.',
    retry: 'yes'
  },
  worker_unreachable: {
    status: 503,
    title: 'The worker of this session does not answer right now',
    text: 'Try again in a moment.',
    retry: 'yes'
  },
  database_away: {
    status: 503,
    title: 'The service is not available right now',
    text: 'Nothing was changed. Try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  disk_full: {
    status: 503,
    title: 'The disk of the service is full',
    text: 'Nothing was changed. The operator has to free some space; try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  stopping: {
    status: 503,
    title: 'The service is being restarted',
    text: 'Nothing was changed. Try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  media_storage_full: {
    status: 403,
    title: 'There is no room for more files',
    text: 'Delete files that are no longer needed, wait until the oldest expire, or change to a larger plan.',
    retry: 'no'
  },
  media_in_use: {
    status: 409,
    title: 'A message waits to be sent with this file',
    text: 'Cancel the message, or wait until it was sent.',
    retry: 'yes'
  },
  transcoding_unavailable: {
    status: 422,
    title: 'The file has to be converted, and this service cannot do that',
    text: 'Send a file that needs no conversion, or ask the operator to install ffmpeg.',
    retry: 'no'
  },
  range_not_satisfiable: {
    status: 416,
    title: 'Nothing of the range is there',
    text: 'Look at Content-Range for the size of the file.',
    retry: 'no'
  },
  busy: {
    status: 503,
    title: 'The service is busy',
    text: 'Nothing was changed. Try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    text: 'The error has been recorded. If you report it, give the request_id.',
    retry: 'yes'
  }
} as const satisfies Record<
  string,
  { status: number; title: string; text: string; retry: 'yes' | 'no' }
>

export type ErrorCode = keyof typeof errors

export type FieldError = { path: string; message: string }

/** What a caller is told of a limit, in RateLimit headers. */
export type RateLimit = { limit: number; remaining: number; reset_s: number }

/** A refusal with a reason. `detail` replaces the code's public text; `context` goes to the log alone. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly fields: FieldError[]
  readonly retry_after_s: number | undefined
  readonly rate_limit: RateLimit | undefined
  readonly context: Record<string, unknown>

  constructor(
    code: ErrorCode,
    context: Record<string, unknown> = {},
    more: {
      detail?: string
      fields?: FieldError[]
      retry_after_s?: number
      rate_limit?: RateLimit
      cause?: unknown
    } = {}
  ) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause })
    this.code = code
    this.context = context
    this.detail = more.detail
    this.fields = more.fields ?? []
    this.retry_after_s = more.retry_after_s ?? more.rate_limit?.reset_s
    this.rate_limit = more.rate_limit
  }
}

/** What is wrong with one value, named by its path in the request. */
export const invalid = (path: string, message: string): AppError =>
  new AppError('validation_failed', {}, { fields: [{ path, message }] })
