import { live_page_routes } from '../../src/http/routes/session-auth/live-page.ts'
import { nameOf } from '../../testkit/calls.ts'

/** Statuses that this test leaves to others, and who proves them. */
export const elsewhere: Record<string, string> = {
  'GET /health 503': 'server-life.test.ts, without a database',
  'GET /health/ready 503': 'server-life.test.ts, without a database',
  'GET /health/live 503': 'server-life.test.ts, of a server that is closing',
  'GET /api/v1/event-types 503': 'server-life.test.ts, of a server that is closing',
  'POST /api/v1/auth/forgot-password 503': 'server-life.test.ts, of a server that is closing',
  'GET /.well-known/jwks.json 503': 'server-life.test.ts, of a server that is closing',
  'POST /api/v1/auth/passkeys/challenge 503': 'server-life.test.ts, of a server that is closing',
  'POST /api/v1/auth/passkeys/challenge 409': 'passkeys.test.ts, at an address without a name',
  'POST /api/v1/auth/login 409': 'passkeys.test.ts, with a passkey at an address without a name',
  'POST /api/v1/auth/passkeys/login 409': 'passkeys.test.ts, at an address without a name',
  'POST /api/v1/auth/passkeys/login 200': 'passkeys.test.ts',
  'POST /api/v1/auth/passkeys/login 401': 'passkeys.test.ts',
  'POST /api/v1/auth/passkeys/login 403': 'passkeys.test.ts, of an account that is suspended',
  ...Object.fromEntries(
    live_page_routes.map((route) => [
      `${nameOf(route)} 503`,
      'server-life.test.ts, of a server that is closing'
    ])
  ),
  'GET /session/link/:token 200': 'branding.test.ts',
  'GET /session/link/:token/stream 200': 'link-stream.test.ts: a stream does not end by itself',
  'GET /session/link/:token/stream 403': 'link-stream.test.ts',
  'GET /session/link/:token/stream 404': 'link-stream.test.ts',
  'GET /session/colors/:color 200': 'branding.test.ts',
  'POST /api/v1/media 408':
    'given to a caller who sends nothing for half a minute: no test waits for that',
  'DELETE /api/v1/account 409': 'account-erasure.test.ts, of the last administrator',
  'DELETE /api/v1/auth/me 409': 'account-erasure.test.ts, of the last administrator',
  ...Object.fromEntries(
    [200, 206, 304, 416, 422, 503].map((status) => [
      `GET /api/v1/account/export/:id/file ${status}`,
      'account-export.test.ts and media-links.test.ts, which share the answer'
    ])
  ),
  'POST /api/v1/payments/:provider 200': 'payments.test.ts, with a provider that is set up',
  'POST /api/v1/payments/:provider 422': 'payments.test.ts, with a query that is none of theirs',
  'POST /api/v1/payments/:provider 503':
    'given by what answers for every route when the database is away, once a webhook has proved itself',
  'POST /api/v1/payments/:provider 400': 'given to a body that has another length than it says',
  'POST /api/v1/payments/:provider 415': 'given where the content type is none at all',
  'POST /api/v1/payments/:provider 403': 'payments.test.ts, of forged webhooks',
  'POST /api/v1/subscription/checkout 409': 'payments.test.ts',
  'POST /in/:secret 403': 'incoming-webhooks.test.ts, without a subscription',
  'POST /in/:secret 409': 'incoming-webhooks.test.ts, to somebody who has opted out',
  'POST /api/v1/invitations/accept 409': 'invitations.test.ts, to a member with another address',
  'GET /api/v1/account/export/:id 200': 'account-export.test.ts',
  'GET /api/v1/media/:id 200': 'media.test.ts',
  'GET /api/v1/media/:id/file 422': 'media-links.test.ts',
  'GET /api/v1/media/:id/file 503': 'media-links.test.ts, without a database',
  'GET /api/v1/media/:id/file 200': 'media-links.test.ts',
  'GET /api/v1/media/:id/file 206': 'media-links.test.ts',
  'GET /api/v1/media/:id/file 304': 'media-links.test.ts',
  'GET /api/v1/media/:id/file 416': 'media-links.test.ts',
  'DELETE /api/v1/media/:id 409': 'media-queue.test.ts',
  'GET /api/v1/messages/:id/media 200': 'media-queue.test.ts',
  'GET /api/v1/events/stream 200': 'events.test.ts: a stream does not end by itself',
  'GET /api/v1/sessions/:id/events 200': 'events.test.ts: a stream does not end by itself'
}
