import type { ErrorTable } from './table.ts'

/** What is wrong with a request itself, whatever it asks for. */
export const request_errors = {
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
    text: 'There is no such object, or it is not yours.',
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
  request_canceled: {
    status: 499,
    title: 'The caller has gone',
    text: 'The connection was closed before there was an answer, and the work was given up.',
    retry: 'yes'
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
  too_many_streams: {
    status: 429,
    title: 'Too many streams are open',
    text: 'Close one before opening another.',
    retry: 'yes'
  },
  upgrade_required: {
    status: 426,
    title: 'This address speaks WebSocket',
    text: 'Open it with a WebSocket client (version 13), or read GET /api/v1/events/stream.',
    retry: 'no'
  },
  reader_too_slow: {
    status: 408,
    title: 'The reader takes too little of what it is sent',
    text: 'Open the stream again after the last event that you have.',
    retry: 'yes'
  }
} as const satisfies ErrorTable
