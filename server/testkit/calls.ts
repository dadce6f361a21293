import { newId } from '../src/domain/ids.ts'
import type { Route } from '../src/http/route.ts'
import { gateway_routes } from '../src/http/services/gateway-api.ts'
import { session_auth_routes } from '../src/http/services/session-auth.ts'
import { account_calls } from './account-calls.ts'
import { listed_admin_routes } from './admin.ts'
import type { Caller, Harness, SeededTenant } from './app.ts'
import type { Call, Seed } from './call.ts'
import { connectedAt } from './connected-at.ts'
import { group_route_calls } from './group-route-calls.ts'
import { incoming_webhook_calls } from './incoming-calls.ts'
import { invoice_calls } from './invoice-calls.ts'
import { label_route_calls } from './label-calls.ts'
import { opt_out_calls } from './opt-out-calls.ts'
import { own_account_calls } from './own-account-calls.ts'
import { asking_columns, comparing_columns, signedFor } from './passkey.ts'
import { payment_calls } from './payments/shop.ts'
import { instanceOfSession, seedInstance } from './resources.ts'
import { seedConnected, seedSession } from './seed-session.ts'
import { status_route_calls } from './status-calls.ts'
import { team_calls } from './team-calls.ts'
import { template_calls } from './template-calls.ts'

export type { Call, Seed } from './call.ts'
export { connectedAt } from './connected-at.ts'

export const all_routes = [
  ...gateway_routes,
  ...listed_admin_routes,
  ...session_auth_routes.filter((route) => route.url.startsWith('/session/'))
]
export const unsafe_routes = all_routes.filter((route) => route.method !== 'GET' && !route.public)
export const nameOf = (route: Route): string => `${route.method} ${route.url}`

const session = async ({ app, tenant }: Seed): Promise<Call> => ({
  path: { id: await seedSession(app, tenant) }
})
export const hosted = async ({ app, tenant }: Seed) => {
  const id = await seedSession(app, tenant, { status: 'qr', desired: 'running' })
  const instance = await seedInstance(app, tenant)
  await instanceOfSession(app, id, instance)
  return { id, instance }
}
const instance = async (seed: Seed): Promise<Call> => ({
  path: { id: (await hosted(seed)).instance }
})
const pairing = async (seed: Seed): Promise<Call> => ({
  path: { id: (await hosted(seed)).id },
  body: { phone_number: '+201001234567' }
})
const contact = async (seed: Seed): Promise<Call> => ({
  path: { id: await connectedAt(seed), contact: '201001234567' }
})
/** A chat of a session that is connected at a worker. */
const chat = async (seed: Seed): Promise<Call> => {
  const id = await connectedAt(seed)
  await receivedText(seed, id)
  return { path: { id, chat: '201001234567' } }
}
const starred = async (seed: Seed): Promise<Call> => ({
  path: { id: await receivedText(seed, await connectedAt(seed)) }
})
const receivedText = async ({ app, tenant }: Seed, session_id: string): Promise<string> => {
  const id = newId('message')
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
     values ($1::text, $2, $3, 'inbound', 'received', $1::text, '201001234567@s.whatsapp.net', 'text', '{"text":{"body":"x"}}')`,
    [id, tenant.tenant_id, session_id]
  )
  return id
}
const passkey =
  (columns: () => object, body?: () => Record<string, unknown>) =>
  async ({ app, tenant }: Seed): Promise<Call> => {
    const id = await seedSession(app, tenant, { desired: 'running', ...columns() })
    await instanceOfSession(app, id, await seedInstance(app, tenant))
    return { path: { id }, ...(body && { body: body() }) }
  }
const sign = passkey(asking_columns, () => ({ assertion: signedFor(), compare_codes: false }))
const compare = passkey(comparing_columns)
export const webhook = async ({ person }: Seed): Promise<Call & { path: { id: string } }> => {
  const made = await person.post('/api/v1/webhooks', { url: 'https://example.com/x' })
  return { path: { id: made.json().id } }
}
const media = async ({ person }: Seed): Promise<Call> => {
  const made = await person.post('/api/v1/media', { data: 'aGVsbG8=', file_name: 'hello.txt' })
  return { path: { id: made.json().id } }
}
export const apiKey = async ({ person }: Seed): Promise<Call> => {
  const made = await person.post('/api/v1/api-keys', { name: 'x', scopes: ['messages:read'] })
  return { path: { id: made.json().id } }
}
export const textTo = async ({ app, tenant }: Seed) => ({
  session_id: await seedConnected(app, tenant),
  to: '+201001234567',
  type: 'text',
  text: { body: 'hello' }
})
export const message = async (seed: Seed): Promise<Call> => {
  const made = await seed.person.post('/api/v1/messages', await textTo(seed))
  return { path: { id: made.json().id } }
}

const sentMessage =
  (body?: Record<string, unknown>) =>
  async (seed: Seed): Promise<Call> => {
    const call = await message(seed)
    await seed.app.owner.query('delete from outbound')
    await seed.app.owner.query("update messages set status = 'sent', sent_at = now()")
    return { ...call, ...(body && { body }) }
  }

/** About a message that asks something. */
const asking =
  (content: Record<string, object>, body: Record<string, unknown>) =>
  async (seed: Seed): Promise<Call> => {
    const call = await sentMessage(body)(seed)
    const [type] = Object.keys(content)
    await seed.app.owner.query('update messages set type = $1, content = $2', [type, content])
    return call
  }

/** After these no credential of the caller works any more. */
export const ends_logins = [
  'POST /api/v1/auth/logout-all',
  'DELETE /api/v1/account',
  'DELETE /api/v1/auth/me'
]

/** A call of every route that changes something, which succeeds. */
export const calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'POST /api/v1/auth/logout-all': async () => ({}),
  'PATCH /api/v1/auth/me': async () => ({ body: { name: 'Ada' } }),
  'POST /api/v1/auth/change-password': async ({ tenant }) => ({
    body: { current_password: tenant.password, new_password: 'another good password' }
  }),
  'DELETE /api/v1/auth/devices/:id': async ({ app, tenant }) => {
    const { email, password } = tenant
    await app.anonymous.post('/api/v1/auth/login', { email, password })
    const { data } = (await app.as(tenant).get('/api/v1/auth/devices')).json()
    return { path: { id: data.find((one: { current: boolean }) => !one.current).id } }
  },
  'POST /api/v1/api-keys': async () => ({ body: { name: 'x', scopes: ['messages:read'] } }),
  'PATCH /api/v1/api-keys/:id': async (seed) => ({ ...(await apiKey(seed)), body: { name: 'y' } }),
  'POST /api/v1/api-keys/:id/rotate': apiKey,
  'DELETE /api/v1/api-keys/:id': apiKey,
  ...invoice_calls,
  ...label_route_calls,
  ...status_route_calls,
  ...payment_calls,
  'DELETE /api/v1/subscription': async ({ app }) => {
    await app.owner.query(
      "update subscriptions set price_id = new_id('prc'), price_currency = 'EGP', price_interval = 'month', price_minor = 1"
    )
    return {}
  },
  'PUT /api/v1/subscription': async () => ({ body: { plan_id: 'trial' } }),
  'POST /api/v1/sessions': async () => ({ body: { session_name: 'x' } }),
  'PATCH /api/v1/sessions/:id': async (seed) => ({
    ...(await session(seed)),
    body: { session_name: 'y' }
  }),
  'DELETE /api/v1/sessions/:id': session,
  'POST /api/v1/sessions/:id/start': session,
  'POST /api/v1/sessions/:id/stop': session,
  'POST /api/v1/sessions/:id/restart': session,
  'POST /api/v1/sessions/:id/logout': async (seed) => {
    const { app, tenant } = seed
    const banned = { status: 'failed', status_reason: 'banned', desired: 'stopped' } as const
    return { path: { id: await seedConnected(app, tenant, banned) } }
  },
  'POST /api/v1/sessions/:id/link-token': async (seed) => ({
    ...(await session(seed)),
    body: { expires_in_s: 600 }
  }),
  'POST /api/v1/sessions/:id/pairing-code': pairing,
  'POST /session/:id/pairing-code': pairing,
  'POST /api/v1/sessions/:id/chats/:chat/read': chat,
  'POST /api/v1/sessions/:id/chats/:chat/unread': chat,
  'POST /api/v1/sessions/:id/chats/:chat/archive': chat,
  'POST /api/v1/sessions/:id/chats/:chat/mute': chat,
  'POST /api/v1/sessions/:id/chats/:chat/pin': chat,
  'POST /api/v1/sessions/:id/chats/:chat/clear': chat,
  'POST /api/v1/sessions/:id/chats/:chat/typing': chat,
  'DELETE /api/v1/sessions/:id/chats/:chat': chat,
  'PATCH /api/v1/sessions/:id/chats/:chat': async (seed) => ({
    ...(await chat(seed)),
    body: { disappearing_seconds: 86_400 }
  }),
  'POST /api/v1/sessions/:id/contacts/:contact/presence': contact,
  'POST /api/v1/messages/:id/star': starred,
  'POST /api/v1/sessions/:id/contacts/:contact/block': contact,
  'DELETE /api/v1/sessions/:id/contacts/:contact/block': contact,
  'POST /api/v1/sessions/:id/contacts/check': async (seed) => ({
    path: { id: await connectedAt(seed) },
    body: { phone_numbers: ['+201001234567'] }
  }),
  ...group_route_calls,
  ...own_account_calls,
  'POST /session/:id/restart': session,
  'POST /api/v1/sessions/:id/passkey': sign,
  'POST /session/:id/passkey': sign,
  'POST /api/v1/sessions/:id/passkey/confirm': compare,
  'POST /session/:id/passkey/confirm': compare,
  'POST /session/validate': async ({ app, tenant }) => ({
    body: { session_id: await seedSession(app, tenant) }
  }),
  'POST /api/v1/instances': async (seed) => ({ body: { session_id: (await hosted(seed)).id } }),
  'POST /api/v1/instances/:id/start': instance,
  'POST /api/v1/instances/:id/stop': instance,
  'POST /api/v1/instances/:id/restart': instance,
  'DELETE /api/v1/instances/:id': instance,
  'POST /api/v1/admin/instances/:id/drain': instance,
  ...account_calls,
  ...team_calls,
  'PUT /api/v1/admin/scale': async () => ({ body: { workers: 2 } }),
  'POST /api/v1/messages': async (seed) => ({ body: await textTo(seed) }),
  'POST /api/v1/messages/bulk': async (seed) => ({ body: { messages: [await textTo(seed)] } }),
  'POST /api/v1/messages/:id/cancel': message,
  'POST /api/v1/messages/:id/retry': async (seed) => {
    const call = await message(seed)
    await seed.app.owner.query('delete from outbound')
    await seed.app.owner.query("update messages set status = 'failed', failed_at = now()")
    return call
  },
  'PATCH /api/v1/messages/:id': sentMessage({ text: { body: 'hello!' } }),
  'DELETE /api/v1/messages/:id': sentMessage(),
  'POST /api/v1/messages/:id/reaction': sentMessage({ emoji: '👍' }),
  'POST /api/v1/messages/:id/vote': asking(
    { poll: { question: 'When?', options: ['Now'], answers_max: 1 } },
    { options: ['Now'] }
  ),
  'POST /api/v1/messages/:id/response': asking(
    { event: { name: 'Opening', start_at: '2027-03-01T17:00:00.000Z' } },
    { response: 'going' }
  ),
  'POST /api/v1/messages/:id/forward': sentMessage({ to: '+201007654321' }),
  'POST /api/v1/messages/:id/pin': sentMessage({ for: '7d' }),
  'DELETE /api/v1/messages/:id/pin': sentMessage(),
  'POST /api/v1/messages/:id/read': async (seed) => {
    const call = await sentMessage({ played: true })(seed)
    await seed.app.owner.query("update messages set direction = 'inbound', status = 'received'")
    return call
  },
  ...template_calls,
  ...incoming_webhook_calls,
  ...opt_out_calls,
  'POST /api/v1/media': async () => ({ body: { data: 'aGVsbG8=', file_name: 'hello.txt' } }),
  'DELETE /api/v1/media/:id': media,
  'POST /api/v1/webhooks': async () => ({ body: { url: 'https://example.com/x' } }),
  'PATCH /api/v1/webhooks/:id': async (seed) => ({
    ...(await webhook(seed)),
    body: { description: 'x' }
  }),
  'DELETE /api/v1/webhooks/:id': webhook,
  'POST /api/v1/webhooks/:id/enable': webhook,
  'POST /api/v1/webhooks/:id/rotate-secret': webhook,
  'POST /api/v1/webhooks/:id/test': webhook,
  'POST /api/v1/webhooks/:id/replay': async (seed) => ({
    ...(await webhook(seed)),
    body: { since: '2026-01-01T00:00:00Z' }
  }),
  'POST /api/v1/webhooks/:id/replay/preview': async (seed) => ({
    ...(await webhook(seed)),
    body: { since: '2026-01-01T00:00:00Z' }
  }),
  'POST /api/v1/webhooks/:id/deliveries/:delivery_id/replay': async (seed) => {
    const { path } = await webhook(seed)
    const delivery = (await seed.person.post(`/api/v1/webhooks/${path.id}/test`)).json()
    await seed.app.owner.query(
      "update webhook_deliveries set status = 'failed', finished_at = now()"
    )
    return { path: { id: path.id, delivery_id: delivery.id } }
  }
}

/** Somebody who may make the call. */
export const seedCaller = (app: Harness, { scope }: Route): Promise<SeededTenant> =>
  app.seed.tenant({ plan: 'unlimited', ...(scope === 'admin' && { role: 'admin' }) })

/** The call, with more headers and what the route is. */
export const sendCall = (
  caller: Caller,
  route: Route,
  call: Call,
  headers: Record<string, string>
) => {
  const url = route.url.replace(/:(\w+)/g, (_, name: string) => call.path?.[name] ?? '')
  if (route.method === 'DELETE') return caller.delete(url, headers, call.body)
  if (route.method === 'PATCH') return caller.patch(url, call.body, headers)
  return route.method === 'PUT'
    ? caller.put(url, call.body, headers)
    : caller.post(url, call.body, headers)
}
