import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expireMessages } from '../../src/jobs/tasks/expire-messages.ts'
import { openDb } from '../../src/lib/db.ts'
import { harness } from '../../testkit/app.ts'
import { eventTypes } from '../../testkit/resources.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { accept, path, text, used } from './pipeline-calls.ts'

test('send_at, expires_at, ttl_s and priority are kept, and refused where they make no sense', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const at = (ms: number): string => new Date(Date.now() + ms).toISOString()
  const refuse = async (more: Record<string, unknown>, field: string): Promise<void> => {
    const answer = await app.as(tenant).post(path, text(session_id, more))
    assert.equal(answer.statusCode, 422, JSON.stringify(more))
    assert.equal(answer.json().errors[0].path, field)
  }
  await refuse({ send_at: at(-1_000) }, 'send_at')
  await refuse({ send_at: at(400 * 86_400_000) }, 'send_at')
  await refuse({ send_at: 'tomorrow' }, 'send_at')
  await refuse({ expires_at: at(-1_000) }, 'expires_at')
  await refuse({ send_at: at(60_000), expires_at: at(30_000) }, 'expires_at')
  await refuse({ expires_at: at(30_000), ttl_s: 5 }, 'ttl_s')
  await refuse({ ttl_s: 0 }, 'ttl_s')
  await refuse({ priority: 'urgent' }, 'priority')
  assert.equal(await used(app), 0)

  const send_at = at(60_000)
  const answer = await app
    .as(tenant)
    .post(path, text(session_id, { send_at, ttl_s: 30, priority: 'high' }))
  const message = answer.json()
  assert.equal(message.send_at, send_at)
  assert.equal(message.waiting_reason, 'scheduled')
  assert.equal(message.waiting_until, send_at)
  assert.equal(message.priority, 'high')
  assert.equal(Date.parse(message.expires_at) - Date.parse(send_at), 30_000)
  const read = (await app.as(tenant).get(`${path}/${message.id}`)).json()
  assert.deepEqual(read, { ...message, reactions: [] })
})

test('a queued message says why it waits', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const first = await accept(app, tenant, session_id)
  const second = await accept(app, tenant, session_id)
  const reason = async (id: string): Promise<unknown> =>
    (await app.as(tenant).get(`${path}/${id}`)).json().waiting_reason
  assert.equal(await reason(first), null)
  assert.equal(await reason(second), 'behind_earlier_messages')
  await app.owner.query('update sessions set messages_per_minute = 1')
  await app.owner.query(
    "insert into paces (session_id, chat_id, tenant_id, last_at) select id, '', tenant_id, now() from sessions"
  )
  const paced = (await app.as(tenant).get(`${path}/${first}`)).json()
  assert.equal(paced.waiting_reason, 'paced')
  assert.ok(Date.parse(paced.waiting_until) > Date.now() + 30_000)
  await app.owner.query("update sessions set status = 'reconnecting'")
  assert.equal(await reason(first), 'session_not_connected')
  const listed = (await app.as(tenant).get(path)).json().data
  assert.equal(listed[0].waiting_reason, 'session_not_connected')
})

test('a message that waited too long fails while nobody hosts its session', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const old = await accept(app, tenant, session_id, { ttl_s: 60 })
  const begun = await accept(app, tenant, session_id, { ttl_s: 60 })
  const young = await accept(app, tenant, session_id, { ttl_s: 3_600 })
  await app.owner.query(
    "update outbound set expires_at = now() - interval '1 s' where message_id = any ($1)",
    [[old, begun]]
  )
  await app.owner.query('update outbound set began_epoch = 1 where message_id = $1', [begun])
  await app.owner.query(
    `insert into session_leases (session_id, tenant_id, expires_at) select id, tenant_id, now() + interval '1 minute' from sessions`
  )
  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  const never = new AbortController().signal
  assert.equal(await expireMessages(system, never), 1)
  const failed = (await app.as(tenant).get(`${path}/${old}`)).json()
  assert.equal(failed.status, 'failed')
  assert.equal(failed.error.code, 'expired')
  // Its worker may be sending it this very moment; without one nobody is.
  assert.equal((await app.as(tenant).get(`${path}/${begun}`)).json().status, 'queued')
  await app.owner.query('delete from session_leases')
  assert.equal(await expireMessages(system, never), 1)
  await system.close()
  assert.equal((await app.as(tenant).get(`${path}/${young}`)).json().status, 'queued')
  assert.equal((await eventTypes(app)).filter((type) => type === 'message.failed').length, 2)
})

test('a chat with many messages waiting leaves room for those with one', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const messages = Array(300).fill(text(session_id))
  await app.as(tenant).post(`${path}/bulk`, { messages })
  await app
    .as(tenant)
    .post(`${path}/bulk`, { messages: [text(session_id, { to: '+201001111111' })] })
  const rows = await app.owner.query<{ chat_id: string }>(
    'select chat_id from outbound order by priority, turn, seq limit 2'
  )
  assert.equal(rows[1]?.chat_id, '201001111111@s.whatsapp.net')
  const order = await app.owner.query(
    'select turn from outbound where chat_id like $1 order by seq',
    ['201009876543%']
  )
  assert.deepEqual(
    order.map((row) => row['turn']),
    messages.map((_, index) => index)
  )
})

test('the pace of a session is set piece by piece, shown, and refused when it makes no sense', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const url = `/api/v1/sessions/${session_id}`
  const me = app.as(tenant)
  assert.deepEqual((await me.get(url)).json().pacing, {
    messages_per_minute: null,
    pause_between_messages_ms: null
  })
  await me.patch(url, { pacing: { messages_per_minute: 20 } })
  const both = await me.patch(url, { pacing: { pause_between_messages_ms: 1_500 } })
  assert.deepEqual(both.json().pacing, {
    messages_per_minute: 20,
    pause_between_messages_ms: 1_500
  })
  await me.patch(url, { pacing: { messages_per_minute: null } })
  assert.deepEqual((await me.get(url)).json().pacing, {
    messages_per_minute: null,
    pause_between_messages_ms: 1_500
  })
  for (const pacing of [
    { messages_per_minute: 0 },
    { messages_per_minute: 6_001 },
    { pause_between_messages_ms: -1 },
    { pause_between_messages_ms: 3_600_001 },
    { messages_per_second: 1 },
    null
  ]) {
    assert.equal((await me.patch(url, { pacing })).statusCode, 422, JSON.stringify(pacing))
  }
})
