import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { harness } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { eventTypes, recordingWorkers, seedInstance } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { path, seedMessage, text, used } from './message-calls.ts'

test('an accepted message is stored, in the queue and told of before the answer, and its worker is poked', async (t) => {
  const { workers, asked } = recordingWorkers()
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const instance_id = await seedInstance(app, tenant)
  const session_id = await seedConnected(app, tenant, { instance_id })
  const answer = await app.as(tenant).post(path, text(session_id))
  assert.equal(answer.statusCode, 202)
  const message = answer.json()
  assert.equal(message.status, 'queued')
  assert.equal(message.direction, 'outbound')
  assert.equal(message.chat_id, '201009876543@s.whatsapp.net')
  assert.deepEqual(message.text, { body: 'hello' })
  assert.match(message.whatsapp_id, /^3EB0[0-9A-F]{18}$/)
  assert.deepEqual(asked, [`poke ${instance_id}`])
  const [line] = await app.owner.query('select message_id, chat_id from outbound')
  assert.deepEqual(line, { message_id: message.id, chat_id: message.chat_id })
  const [event] = await app.owner.query<{ type: string; data: unknown }>(
    'select type, data from events'
  )
  assert.equal(event?.type, 'message.accepted')
  assert.deepEqual(event?.data, message)
  const read = (await app.as(tenant).get(`${path}/${message.id}`)).json()
  assert.deepEqual(read, { ...message, reactions: [] })
  assert.equal(await used(app), 1)
})

test('recipients are understood in every usual form', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const chats: Record<string, string> = {
    '+20 100 987 6543': '201009876543@s.whatsapp.net',
    '0020-100-987-6543': '201009876543@s.whatsapp.net',
    '201009876543': '201009876543@s.whatsapp.net',
    '+1 (415) 555‑2671': '14155552671@s.whatsapp.net',
    '201009876543@s.whatsapp.net': '201009876543@s.whatsapp.net',
    '201009876543:12@s.whatsapp.net': '201009876543@s.whatsapp.net',
    '201009876543@c.us': '201009876543@s.whatsapp.net',
    '123456789012345@lid': '123456789012345@lid',
    '123456789012345:7@lid': '123456789012345@lid',
    '120363012345678901@g.us': '120363012345678901@g.us',
    '201001234567-1600000000@g.us': '201001234567-1600000000@g.us'
  }
  for (const [to, chat_id] of Object.entries(chats)) {
    const answer = await app.as(tenant).post(path, text(session_id, 'hello', to))
    assert.equal(answer.json().chat_id, chat_id, to)
    assert.equal(answer.json().to, to, 'as it was written')
  }
})

test('what is no recipient is refused, and the answer names the field', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const wrong = ['Ahmed', '123', '1@example.com', '@g.us', '+20 100 987 6543 1111 1111 1111']
  for (const to of wrong) {
    const answer = await app.as(tenant).post(path, text(session_id, 'hello', to))
    assert.equal(answer.statusCode, 422, to)
    assert.equal(answer.json().code, 'recipient_invalid')
    assert.equal(answer.json().errors[0].path, 'to')
  }
  assert.equal(await app.count('messages'), 0)
})

test('the member named by the type is required and no other is taken', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const base = { session_id, to: '+201009876543' }
  const refuse = async (body: Record<string, unknown>, field: string, message?: RegExp) => {
    const answer = await app.as(tenant).post(path, { ...base, ...body })
    assert.equal(answer.statusCode, 422, JSON.stringify(body))
    const fields: { path: string; message: string }[] = answer.json().errors
    const found = fields.find((one) => one.path === field)
    assert.ok(found, `${field} in ${answer.body}`)
    if (message) assert.match(found.message, message)
  }
  await refuse({ type: 'telegram', text: { body: 'x' } }, 'type', /text/)
  await refuse({ text: { body: 'x' } }, 'type')
  await refuse({ type: 'text' }, 'text')
  await refuse({ type: 'text', text: {} }, 'text.body')
  await refuse({ type: 'text', text: { body: '' } }, 'text.body')
  await refuse({ type: 'text', text: { body: 'x'.repeat(65_537) } }, 'text.body')
  await refuse({ type: 'text', text: { body: 'a\0b' } }, 'text.body')
  await refuse({ type: 'text', text: { body: 'x' }, image: {} }, 'image')
  await refuse({ type: 'text', text: { body: 'x', size: 3 } }, 'text.size')
  await refuse({ type: 'text', text: { body: 'x' }, session_id: 'mine' }, 'session_id')
  const longest = await app.as(tenant).post(path, text(session_id, 'ـ'.repeat(65_536)))
  assert.equal(longest.statusCode, 202)
})

test('a session that will not send refuses, and nothing is queued or counted', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const linked_at = new Date()
  const refused = [
    [{ status: 'created' }, 'session_not_linked'],
    [{ status: 'qr' }, 'session_not_linked'],
    [{ status: 'stopped', linked_at }, 'session_not_started'],
    [{ status: 'logged_out', linked_at }, 'session_logged_out'],
    [{ status: 'logged_out' }, 'session_logged_out'],
    [{ status: 'failed', linked_at }, 'session_failed']
  ] as const
  for (const [seed, code] of refused) {
    const session_id = await seedSession(app, tenant, seed)
    const answer = await app.as(tenant).post(path, text(session_id))
    assert.equal(answer.statusCode, 409)
    assert.equal(answer.json().code, code)
  }
  for (const table of ['messages', 'outbound', 'events']) assert.equal(await app.count(table), 0)
  assert.equal(await used(app), 0)
  for (const status of ['starting', 'qr', 'reconnecting', 'connected'] as const) {
    const session_id = await seedSession(app, tenant, { status, linked_at })
    assert.equal((await app.as(tenant).post(path, text(session_id))).statusCode, 202, status)
  }
})

test('fifty calls with one Idempotency-Key make one message', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const me = app.as(tenant)
  const once = { 'idempotency-key': 'order-1' }
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => me.post(path, text(session_id), once))
  )
  for (const answer of answers) assert.equal(answer.statusCode, 202, answer.body)
  assert.equal(new Set(answers.map((answer) => answer.json().id)).size, 1)
  const replayed = answers.filter((answer) => answer.headers['idempotent-replayed'] === 'true')
  assert.equal(replayed.length, 49)
  for (const table of ['messages', 'outbound', 'events']) assert.equal(await app.count(table), 1)
  assert.equal(await used(app), 1)
  const other = await me.post(path, text(session_id, 'other words'), once)
  assert.equal(other.json().code, 'idempotency_key_reused')
  // Another tenant's key of the same name is another key.
  const stranger = await app.seed.tenant()
  const theirs = await seedConnected(app, stranger)
  assert.equal((await app.as(stranger).post(path, text(theirs), once)).statusCode, 202)
})

test('the routes of messages are guarded by credential, scope and tenant', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const message_id = await seedMessage(app, tenant, session_id)
  const routes = gateway_routes.filter((route) => route.url.startsWith(path))
  assert.ok(routes.length >= 5)
  await proveGuards(app, routes, (url) => url.replace(':id', message_id), {
    [`POST ${path}`]: text(session_id),
    [`PATCH ${path}/:id`]: { text: { body: 'hello!' } },
    [`POST ${path}/:id/reaction`]: { emoji: '👍' },
    [`POST ${path}/:id/vote`]: { options: ['Yes'] },
    [`POST ${path}/:id/response`]: { response: 'going' },
    [`POST ${path}/:id/forward`]: { to: '+201007654321' },
    [`POST ${path}/:id/pin`]: { for: '7d' },
    [`POST ${path}/:id/read`]: {}
  })
  assert.equal(await app.count('messages'), 1)
  assert.deepEqual(await eventTypes(app), [])
  assert.equal(await used(app), 0)
})
