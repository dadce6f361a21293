import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scopes } from '../../src/domain/tenant.ts'
import { type Caller, type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { all_routes, nameOf } from '../../testkit/calls.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'
import { account_routes, parts_of_scopes } from './account-routes.ts'
import { for_people } from './for-people.ts'
import { group_routes } from './group-routes.ts'
import { opened_to_admins } from './opened-to-admins.ts'
import { outreach_routes } from './outreach-routes.ts'

/** What each scope opens, written by hand: a route that is opened by another one has to be put here on purpose. */
const opened: Record<string, string[]> = {
  admin: opened_to_admins,
  ...account_routes,
  'analytics:read': [
    'GET /api/v1/analytics/api-calls',
    'GET /api/v1/analytics/busiest',
    'GET /api/v1/analytics/export',
    'GET /api/v1/analytics/latency',
    'GET /api/v1/analytics/messages',
    'GET /api/v1/analytics/overview',
    'GET /api/v1/analytics/sessions',
    'GET /api/v1/analytics/webhooks'
  ],
  'messages:read': [
    ...outreach_routes['messages:read'],
    'GET /api/v1/media',
    'GET /api/v1/media/:id',
    'GET /api/v1/messages',
    'GET /api/v1/messages/:id',
    'GET /api/v1/messages/:id/media',
    'GET /api/v1/messages/:id/receipts',
    'GET /api/v1/sessions/:id/chats',
    'GET /api/v1/sessions/:id/chats/:chat',
    'GET /api/v1/sessions/:id/chats/:chat/messages'
  ],
  'contacts:read': outreach_routes['contacts:read'],
  'contacts:write': outreach_routes['contacts:write'],
  ...group_routes,
  'messages:write': [
    ...outreach_routes['messages:write'],
    'DELETE /api/v1/media/:id',
    'POST /api/v1/media',
    'POST /api/v1/messages',
    'POST /api/v1/messages/:id/cancel',
    'POST /api/v1/messages/:id/retry',
    'PATCH /api/v1/messages/:id',
    'DELETE /api/v1/messages/:id',
    'POST /api/v1/messages/:id/reaction',
    'POST /api/v1/messages/:id/forward',
    'POST /api/v1/messages/:id/vote',
    'POST /api/v1/messages/:id/response',
    'POST /api/v1/messages/:id/pin',
    'DELETE /api/v1/messages/:id/pin',
    'POST /api/v1/sessions/:id/chats/:chat/read',
    'POST /api/v1/sessions/:id/chats/:chat/unread',
    'POST /api/v1/sessions/:id/chats/:chat/archive',
    'POST /api/v1/sessions/:id/chats/:chat/mute',
    'POST /api/v1/sessions/:id/chats/:chat/pin',
    'POST /api/v1/sessions/:id/chats/:chat/clear',
    'POST /api/v1/sessions/:id/chats/:chat/typing',
    'DELETE /api/v1/sessions/:id/chats/:chat',
    'PATCH /api/v1/sessions/:id/chats/:chat',
    'POST /api/v1/messages/:id/read',
    'POST /api/v1/messages/:id/star',
    'POST /api/v1/messages/bulk'
  ],
  'sessions:read': [
    ...outreach_routes['sessions:read'],
    'GET /api/v1/events',
    'GET /api/v1/events/stream',
    'GET /api/v1/instances',
    'GET /api/v1/instances/:id',
    'GET /api/v1/instances/:id/health',
    'GET /api/v1/instances/:id/logs',
    'GET /api/v1/instances/:id/stats',
    'GET /api/v1/sessions',
    'GET /api/v1/sessions/:id',
    'GET /api/v1/sessions/:id/events',
    'GET /api/v1/sessions/:id/qr',
    'GET /api/v1/sessions/:id/status',
    'GET /api/v1/sessions/:id/limits',
    'GET /api/v1/sessions/:id/profile',
    'GET /api/v1/sessions/:id/uptime',
    'GET /session/:id/qr',
    'GET /api/v1/sessions/:id/passkey',
    'GET /api/v1/sessions/:id/passkey/code',
    'GET /session/:id/passkey',
    'GET /session/:id/passkey/code',
    'GET /session/:id/qr.png',
    'GET /session/:id/qr.svg',
    'GET /session/:id/validate',
    'POST /session/validate'
  ],
  'sessions:write': [
    ...outreach_routes['sessions:write'],
    'DELETE /api/v1/instances/:id',
    'DELETE /api/v1/sessions/:id',
    'PATCH /api/v1/sessions/:id',
    'POST /api/v1/instances',
    'POST /api/v1/instances/:id/restart',
    'POST /api/v1/instances/:id/start',
    'POST /api/v1/instances/:id/stop',
    'POST /api/v1/sessions',
    'POST /api/v1/sessions/:id/link-token',
    'POST /api/v1/sessions/:id/logout',
    'POST /api/v1/sessions/:id/pairing-code',
    'POST /api/v1/sessions/:id/restart',
    'POST /api/v1/sessions/:id/start',
    'POST /api/v1/sessions/:id/stop',
    'POST /api/v1/sessions/:id/passkey',
    'POST /api/v1/sessions/:id/passkey/confirm',
    'POST /session/:id/pairing-code',
    'POST /session/:id/restart',
    'POST /session/:id/passkey',
    'POST /session/:id/passkey/confirm'
  ],
  'webhooks:read': [
    ...outreach_routes['webhooks:read'],
    'GET /api/v1/webhooks',
    'GET /api/v1/webhooks/:id',
    'GET /api/v1/webhooks/:id/deliveries',
    'GET /api/v1/webhooks/:id/deliveries/:delivery_id'
  ],
  'webhooks:write': [
    ...outreach_routes['webhooks:write'],
    'DELETE /api/v1/webhooks/:id',
    'PATCH /api/v1/webhooks/:id',
    'POST /api/v1/webhooks',
    'POST /api/v1/webhooks/:id/deliveries/:delivery_id/replay',
    'POST /api/v1/webhooks/:id/enable',
    'POST /api/v1/webhooks/:id/replay',
    'POST /api/v1/webhooks/:id/replay/preview',
    'POST /api/v1/webhooks/:id/rotate-secret',
    'POST /api/v1/webhooks/:id/test'
  ]
}

const send = (caller: Caller, name: string, address = (url: string) => url) => {
  const [method = '', url = ''] = name.split(' ')
  const path = address(url)
  if (method === 'GET') return caller.get(path)
  if (method === 'DELETE') return caller.delete(path)
  if (method === 'PATCH') return caller.patch(path, {})
  return method === 'PUT' ? caller.put(path, {}) : caller.post(path, {})
}

test('each scope opens the routes written in the table and no other', async (t) => {
  const app = await harness(t, { routes: all_routes })
  const guarded = all_routes.filter((route) => !route.public).map(nameOf)
  assert.deepEqual(guarded.toSorted(), [...Object.values(opened).flat(), ...for_people].toSorted())
  const ends = (url: string) => url.replace(/:\w+/g, 'x')
  for (const scope of scopes) {
    // The scope admin opens nothing by itself: it takes an administrator.
    const admin = scope === 'admin' ? await app.seed.tenant({ role: 'admin' }) : undefined
    const caller = await app.withKey([scope], admin)
    const opens = [scope, ...(parts_of_scopes[scope] ?? [])].flatMap((one) => opened[one] ?? [])
    const tryOne = async (name: string): Promise<void> => {
      // Streams do not end; what they need is seen with an id in the wrong form.
      if (name === 'GET /api/v1/events/stream' && opened[scope]?.includes(name)) return
      const answer = await send(caller, name, ends)
      const code = answer.headers['content-type']?.includes('problem') ? answer.json().code : ''
      const refused = code === 'scope_missing' || code === 'login_required'
      assert.equal(!refused, opens.includes(name), `${scope}: ${name} ${code}`)
    }
    // At once: who asks is then looked up together.
    await Promise.all(guarded.map(tryOne))
  }
  for (const name of for_people) {
    const everything = await app.withKey([...scopes])
    assert.equal((await send(everything, name)).json().code, 'login_required', name)
  }
})

const secret_text = 'the treasure lies under the oak'

/** A tenant whose message stands wherever messages can stand. */
const seedMessage = async (app: Harness, tenant: SeededTenant) => {
  const session_id = await seedConnected(app, tenant)
  const person = app.as(tenant)
  const webhook = (await person.post('/api/v1/webhooks', { url: 'https://example.com/x' })).json()
  const body = { session_id, to: '+201001234567', type: 'text', text: { body: secret_text } }
  const message = (await person.post('/api/v1/messages', body)).json()
  assert.equal(message.text.body, secret_text)
  const failed = (await person.post('/api/v1/messages', body)).json()
  await app.owner.query('delete from outbound where message_id = $1', [failed.id])
  await app.owner.query("update messages set status = 'failed', failed_at = now() where id = $1", [
    failed.id
  ])
  const { data } = (await person.get(`/api/v1/webhooks/${webhook.id}/deliveries`)).json()
  return { session_id, message, failed, webhook, delivery_id: data[0].id as string }
}

test('no text of a message is in any answer to a key that may not read messages', async (t) => {
  const app = await harness(t, { routes: all_routes })
  const tenant = await app.seed.tenant()
  const seeded = await seedMessage(app, tenant)
  const address = (url: string): string =>
    url
      .replace('/messages/:id/retry', `/messages/${seeded.failed.id}/retry`)
      .replace('/messages/:id', `/messages/${seeded.message.id}`)
      .replace('/webhooks/:id', `/webhooks/${seeded.webhook.id}`)
      .replace(':delivery_id', seeded.delivery_id)
      .replace(':id', seeded.session_id)
  const others = scopes.filter((scope) => scope !== 'messages:read')
  const blind = await app.withKey(others, tenant)
  const reader = await app.withKey(['messages:read', 'sessions:read', 'webhooks:read'], tenant)
  // An event can be read when no older transaction of the server is open any more, be it of another test.
  const typesFor = async (caller: Caller): Promise<string[]> =>
    (await caller.get('/api/v1/events')).json().data.map((event: { type: string }) => event.type)
  await until(
    'the messages stand in the log',
    async () => (await typesFor(reader)).filter((type) => type === 'message.accepted').length === 2
  )
  const shown: string[] = []
  const names = all_routes.filter((route) => !route.public).map(nameOf)
  const ending = names.filter(
    (name) => !/^DELETE|\/events\/stream|:id\/events|\/auth\/|logout|rotate/.test(name)
  )
  for (const name of ending) {
    const answer = await send(blind, name, address)
    assert.ok(answer.statusCode < 500 || answer.statusCode === 503, `${name}: ${answer.body}`)
    assert.equal(answer.body.includes(secret_text), false, `${name}: ${answer.body}`)
    if (name.startsWith('GET') && (await send(reader, name, address)).body.includes(secret_text)) {
      shown.push(name)
    }
  }
  // Else the test would look at nothing.
  assert.deepEqual(shown.sort(), [
    'GET /api/v1/events',
    'GET /api/v1/messages',
    'GET /api/v1/messages/:id',
    'GET /api/v1/sessions/:id/chats',
    'GET /api/v1/webhooks/:id/deliveries/:delivery_id'
  ])
  const by_name = await blind.get('/api/v1/events?type=message.accepted')
  assert.equal(by_name.json().code, 'scope_missing')
  const nouns = await until('what the calls have done stands in the log', async () => {
    const found = new Set((await typesFor(blind)).map((type) => type.split('.')[0] ?? ''))
    return found.has('session') && found.has('webhook') && found
  })
  assert.deepEqual([...nouns].sort(), ['session', 'webhook'])
})

test('a key that may not read messages cannot have them sent to an address either', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const { webhook } = await seedMessage(app, tenant)
  const blind = await app.withKey(['webhooks:write', 'sessions:write'], tenant)
  const url = 'https://example.com/mine'
  const refused = [
    await blind.post('/api/v1/webhooks', { url }),
    await blind.post('/api/v1/webhooks', { url, event_types: ['session.qr', 'message.received'] }),
    await blind.patch(`/api/v1/webhooks/${webhook.id}`, { url }),
    await blind.patch(`/api/v1/webhooks/${webhook.id}`, { event_types: ['message.read'] }),
    await blind.post('/api/v1/sessions', { session_name: 'x', webhook_url: url })
  ]
  for (const answer of refused) {
    assert.equal(answer.json().code, 'scope_missing', answer.body)
    assert.match(answer.json().detail, /messages:read/)
  }
  const fine = await blind.post('/api/v1/webhooks', { url, event_types: ['session.connected'] })
  assert.equal(fine.statusCode, 201)
  const calmed = { event_types: ['session.connected'] }
  assert.equal((await blind.patch(`/api/v1/webhooks/${webhook.id}`, calmed)).statusCode, 200)
  const seeing = await app.withKey(['webhooks:write', 'messages:read'], tenant)
  assert.equal((await seeing.post('/api/v1/webhooks', { url })).statusCode, 201)
})
