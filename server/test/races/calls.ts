import { group_route_calls } from '../../testkit/group-route-calls.ts'
import { label_route_calls } from '../../testkit/label-calls.ts'
import { own_account_calls } from '../../testkit/own-account-calls.ts'

/** A call that changes something, as a customer makes it: path and body for what is raced about. */
export type RaceCall = (target: Target) => { url: string; body?: Record<string, unknown> }

/** What the calls of a race are about. */
export type Target = {
  session_id: string
  instance_id: string
  number: string
  webhook_id: string
  api_key_id: string
  password: string
  refresh_token: string
}

const session =
  (path = '', body?: (target: Target) => Record<string, unknown>): RaceCall =>
  (target) => ({
    url: `/api/v1/sessions/${target.session_id}${path}`,
    ...(body && { body: body(target) })
  })
const instance =
  (path = ''): RaceCall =>
  (target) => ({ url: `/api/v1/instances/${target.instance_id}${path}` })
const webhook =
  (path = '', body?: Record<string, unknown>): RaceCall =>
  (target) => ({ url: `/api/v1/webhooks/${target.webhook_id}${path}`, ...(body && { body }) })
const key =
  (path = '', body?: Record<string, unknown>): RaceCall =>
  (target) => ({ url: `/api/v1/api-keys/${target.api_key_id}${path}`, ...(body && { body }) })

const erasure =
  (url: string): RaceCall =>
  ({ password }) => ({ url, body: { current_password: password } })

let names = 0

/**
 * Every call that changes a session, an instance, a webhook, a key or a user, by what it is about. A route that is added
 * belongs here, or among those that are not raced, with the reason.
 */
export const raced: Record<'session' | 'webhook' | 'key' | 'user', Record<string, RaceCall>> = {
  session: {
    'POST /api/v1/sessions/:id/start': session('/start'),
    'POST /api/v1/sessions/:id/stop': session('/stop'),
    'POST /api/v1/sessions/:id/restart': session('/restart'),
    'POST /api/v1/sessions/:id/logout': session('/logout'),
    'POST /api/v1/sessions/:id/pairing-code': session('/pairing-code', ({ number }) => ({
      phone_number: `+${number}`
    })),
    'PATCH /api/v1/sessions/:id': session('', () => ({ session_name: `name ${++names}` })),
    'DELETE /api/v1/sessions/:id': session(),
    'POST /api/v1/instances': ({ session_id }) => ({
      url: '/api/v1/instances',
      body: { session_id }
    }),
    'POST /api/v1/instances/:id/start': instance('/start'),
    'POST /api/v1/instances/:id/stop': instance('/stop'),
    'POST /api/v1/instances/:id/restart': instance('/restart'),
    'DELETE /api/v1/instances/:id': instance()
  },
  webhook: {
    'PATCH /api/v1/webhooks/:id': webhook('', { description: 'raced' }),
    'DELETE /api/v1/webhooks/:id': webhook(),
    'POST /api/v1/webhooks/:id/enable': webhook('/enable'),
    'POST /api/v1/webhooks/:id/rotate-secret': webhook('/rotate-secret'),
    'POST /api/v1/webhooks/:id/test': webhook('/test')
  },
  key: {
    'PATCH /api/v1/api-keys/:id': key('', { name: 'raced' }),
    'POST /api/v1/api-keys/:id/rotate': key('/rotate'),
    'DELETE /api/v1/api-keys/:id': key()
  },
  user: {
    'PATCH /api/v1/auth/me': () => ({ url: '/api/v1/auth/me', body: { name: 'Raced' } }),
    'POST /api/v1/auth/change-password': ({ password }) => ({
      url: '/api/v1/auth/change-password',
      body: { current_password: password, new_password: `another password ${++names}` }
    }),
    'POST /api/v1/auth/refresh': ({ refresh_token }) => ({
      url: '/api/v1/auth/refresh',
      body: { refresh_token }
    }),
    'POST /api/v1/auth/logout': ({ refresh_token }) => ({
      url: '/api/v1/auth/logout',
      body: { refresh_token }
    }),
    'POST /api/v1/auth/logout-all': () => ({ url: '/api/v1/auth/logout-all' }),
    'POST /api/v1/account/export': () => ({ url: '/api/v1/account/export' }),
    'DELETE /api/v1/account': erasure('/api/v1/account'),
    'DELETE /api/v1/auth/me': erasure('/api/v1/auth/me')
  }
}

/** Calls that make something new, or that have a race of their own elsewhere. */
export const not_raced: Record<string, string> = {
  'POST /api/v1/sessions': 'makes a session; the limit of the plan is raced in sessions.test.ts',
  'POST /api/v1/sessions/:id/passkey':
    'needs a signature that is asked for; raced in passkey.test.ts',
  'POST /api/v1/sessions/:id/passkey/confirm': 'needs codes to compare; raced in passkey.test.ts',
  'POST /api/v1/sessions/:id/link-token': 'makes a token and leaves the session as it is',
  'POST /api/v1/sessions/:id/contacts/:contact/block': 'changes the account at WhatsApp alone',
  'DELETE /api/v1/sessions/:id/contacts/:contact/block': 'changes the account at WhatsApp alone',
  'POST /api/v1/sessions/:id/contacts/:contact/status-mute': 'what the phone has set last counts',
  'DELETE /api/v1/sessions/:id/contacts/:contact/status-mute': 'what the phone has set last counts',
  'POST /api/v1/sessions/:id/statuses/received/:status/read': 'tells the author alone',
  'POST /api/v1/sessions/:id/channels': 'makes a channel at WhatsApp alone',
  'POST /api/v1/sessions/:id/channels/:channel/follow': 'changes the account at WhatsApp alone',
  'POST /api/v1/sessions/:id/channels/:channel/unfollow': 'changes the account at WhatsApp alone',
  'POST /api/v1/sessions/:id/channels/:channel/mute':
    'sets something at WhatsApp, where the last one counts',
  'POST /api/v1/sessions/:id/channels/:channel/unmute':
    'sets something at WhatsApp, where the last one counts',
  'PATCH /api/v1/sessions/:id/chats/:chat': 'sets something at WhatsApp, where the last one counts',
  'POST /api/v1/sessions/:id/chats/:chat/read':
    'sets something at WhatsApp, where the last one counts',
  'POST /api/v1/sessions/:id/chats/:chat/unread':
    'sets something at WhatsApp, where the last one counts',
  'POST /api/v1/sessions/:id/chats/:chat/archive':
    'sets something at WhatsApp, where the last one counts',
  'POST /api/v1/sessions/:id/chats/:chat/mute':
    'sets something at WhatsApp, where the last one counts',
  'POST /api/v1/sessions/:id/chats/:chat/pin':
    'sets something at WhatsApp, where the last one counts',
  'POST /api/v1/sessions/:id/chats/:chat/clear':
    'sets something at WhatsApp, where the last one counts',
  'POST /api/v1/sessions/:id/chats/:chat/typing':
    'sets something at WhatsApp, where the last one counts',
  'DELETE /api/v1/sessions/:id/chats/:chat':
    'sets something at WhatsApp, where the last one counts',
  ...Object.fromEntries(
    Object.keys(group_route_calls).map((name) => [name, 'changes a group at WhatsApp alone'])
  ),
  ...Object.fromEntries(
    Object.keys(label_route_calls).map((name) => [name, 'sets something at WhatsApp alone'])
  ),
  'PUT /api/v1/account/billing': 'the last one counts',
  'PUT /api/v1/account/branding': 'the last one counts',
  'POST /api/v1/incoming-webhooks': 'makes something new',
  'PATCH /api/v1/incoming-webhooks/:id': 'the last one counts',
  'POST /api/v1/incoming-webhooks/:id/rotate-secret': 'the last address counts',
  'DELETE /api/v1/incoming-webhooks/:id': 'one statement',
  'POST /in/:secret': 'accepts a message',
  ...Object.fromEntries(
    Object.keys(own_account_calls).map((name) => [name, 'sets something at WhatsApp alone'])
  ),
  'PATCH /api/v1/memberships/:id':
    'raced in team.test.ts: owners, and keys that are made meanwhile',
  'DELETE /api/v1/memberships/:id':
    'raced in team.test.ts: owners, and keys that are made meanwhile',
  'POST /api/v1/opt-outs': 'one row for each person',
  'DELETE /api/v1/opt-outs/:id': 'one statement',
  'PUT /api/v1/opt-outs/words': 'one statement',
  'DELETE /api/v1/opt-outs/words': 'one statement',
  'POST /api/v1/templates': 'makes something new',
  'PATCH /api/v1/templates/:id': 'locks the row of the template first',
  'DELETE /api/v1/templates/:id': 'one statement',
  'POST /api/v1/templates/:id/preview': 'changes nothing',
  'POST /api/v1/sessions/:id/contacts/:contact/presence': 'asks WhatsApp and changes nothing',
  'POST /api/v1/messages/:id/star': 'sets something at WhatsApp, where the last one counts',
  'POST /api/v1/sessions/:id/contacts/check': 'asks WhatsApp and changes nothing',
  'POST /api/v1/media': 'makes a file',
  'DELETE /api/v1/media/:id': 'one statement that ends the same for whoever comes second',
  'POST /api/v1/webhooks': 'makes a webhook',
  'POST /api/v1/api-keys': 'makes a key',
  'POST /api/v1/auth/register': 'makes a tenant; raced in registration.test.ts',
  'POST /api/v1/auth/login': 'makes a login',
  'POST /api/v1/auth/switch-tenant': 'makes a login; raced in switch-tenant.test.ts',
  'POST /api/v1/auth/2fa/setup': 'replaces a secret that nobody uses yet',
  'POST /api/v1/auth/2fa/confirm': 'takes a code once; raced in second-factor.test.ts',
  'POST /api/v1/auth/2fa/disable': 'takes a code once; raced in second-factor.test.ts',
  'POST /api/v1/auth/passkeys/options': 'changes nothing',
  'POST /api/v1/auth/passkeys/challenge': 'changes nothing',
  'POST /api/v1/auth/passkeys/login': 'takes a challenge once; raced in passkeys.test.ts',
  'POST /api/v1/auth/passkeys': 'takes a passkey once; raced in passkeys.test.ts',
  'PATCH /api/v1/auth/passkeys/:id': 'one statement',
  'DELETE /api/v1/auth/passkeys/:id': 'one statement',
  'POST /api/v1/auth/verify-email': 'takes a link of a mail; raced in mail.test.ts',
  'POST /api/v1/auth/verify-email/send': 'sends a mail',
  'POST /api/v1/auth/forgot-password': 'sends a mail',
  'POST /api/v1/auth/reset-password': 'takes a link of a mail; raced in mail.test.ts',
  'DELETE /api/v1/auth/devices/:id': 'a logout of another login',
  'POST /api/v1/invitations': 'raced in invitations.test.ts',
  'POST /api/v1/invitations/lookup': 'changes nothing',
  'POST /api/v1/invitations/accept': 'raced in invitations.test.ts',
  'POST /api/v1/invitations/:id/send': 'one statement: the last link counts',
  'DELETE /api/v1/invitations/:id': 'one statement',
  'POST /api/v1/subscription/checkout': 'raced in payments.test.ts',
  'POST /api/v1/payments/:provider': 'raced in payments.test.ts',
  'DELETE /api/v1/subscription': 'one statement under the lock of the subscription',
  'PUT /api/v1/subscription': 'raced in plans.test.ts',
  'POST /api/v1/messages': 'raced by the chaos run',
  'POST /api/v1/messages/bulk': 'raced by the chaos run',
  'POST /api/v1/sessions/:id/status': 'accepted like POST /api/v1/messages',
  'DELETE /api/v1/sessions/:id/statuses/:status': 'accepted like POST /api/v1/messages',
  'PATCH /api/v1/messages/:id': 'accepted like POST /api/v1/messages',
  'DELETE /api/v1/messages/:id': 'accepted like POST /api/v1/messages',
  'POST /api/v1/messages/:id/reaction': 'accepted like POST /api/v1/messages',
  'POST /api/v1/messages/:id/vote': 'accepted like POST /api/v1/messages',
  'POST /api/v1/messages/:id/response': 'accepted like POST /api/v1/messages',
  'POST /api/v1/messages/:id/forward': 'accepted like POST /api/v1/messages',
  'POST /api/v1/messages/:id/pin': 'accepted like POST /api/v1/messages',
  'DELETE /api/v1/messages/:id/pin': 'accepted like POST /api/v1/messages',
  'POST /api/v1/messages/:id/read': 'accepted like POST /api/v1/messages',
  'POST /api/v1/messages/:id/cancel': 'raced in cancel-and-retry.test.ts',
  'POST /api/v1/messages/:id/retry': 'raced in cancel-and-retry.test.ts',
  'POST /api/v1/webhooks/:id/replay': 'raced in webhook-delivery.test.ts',
  'POST /api/v1/webhooks/:id/replay/preview': 'changes nothing',
  'POST /api/v1/webhooks/:id/deliveries/:delivery_id/replay': 'raced in webhook-delivery.test.ts'
}

/** All ways in which two of these meet, each with itself too. */
export const pairsOf = (names: string[]): [string, string][] =>
  names.flatMap((one, index) => names.slice(index).map((other): [string, string] => [one, other]))

/** Numbers from a seed, the same each time. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <T>(from: readonly T[], random: () => number): T =>
  from[Math.floor(random() * from.length)] as T
