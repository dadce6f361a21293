import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer } from '../../src/http/build-server.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { expireMessages } from '../../src/jobs/tasks/expire-messages.ts'
import { openDb } from '../../src/lib/db.ts'
import { readConfig } from '../../src/main/config/config.ts'
import { type Harness, harness, type SeededTenant, testDeps } from '../../testkit/app.ts'
import {
  eventTypes,
  recordingWorkers,
  seedConnected,
  seedInstance,
  seedSession
} from '../../testkit/resources.ts'

const path = '/api/v1/messages'

const text = (session_id: string, more: Record<string, unknown> = {}) => ({
  session_id,
  to: '+201009876543',
  type: 'text',
  text: { body: 'hello' },
  ...more
})

const used = async (app: Harness): Promise<number> => {
  const [row] = await app.owner.query<{ used: number }>(
    'select coalesce(sum(used), 0)::int as used from usage_stats'
  )
  return row?.used ?? 0
}

const accept = async (
  app: Harness,
  tenant: SeededTenant,
  session_id: string,
  more: Record<string, unknown> = {}
): Promise<string> => {
  const answer = await app.as(tenant).post(path, text(session_id, more))
  assert.equal(answer.statusCode, 202, answer.body)
  return answer.json().id
}

const fail = (app: Harness, id: string, code = 'send_failed'): Promise<unknown> =>
  app.owner.query(
    `with gone as (delete from outbound where message_id = $1)
     update messages set status = 'failed', failed_at = now(), error = jsonb_build_object('code', $2::text, 'message', 'x') where id = $1`,
    [id, code]
  )

test('a waiting message is canceled once, gives its quota back and is told of', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const id = await accept(app, tenant, session_id)
  const scheduled = await accept(app, tenant, session_id, {
    send_at: new Date(Date.now() + 60_000).toISOString()
  })
  assert.equal(await used(app), 2)
  for (const one of [id, scheduled]) {
    const answers = await Promise.all(
      [1, 2].map(() => app.as(tenant).post(`${path}/${one}/cancel`))
    )
    assert.deepEqual(answers.map((answer) => answer.statusCode).toSorted(), [200, 409])
    const canceled = answers.find((answer) => answer.statusCode === 200)?.json()
    assert.equal(canceled.status, 'canceled')
    assert.equal(canceled.waiting_reason, null)
    assert.deepEqual((await app.as(tenant).get(`${path}/${one}`)).json(), canceled)
  }
  assert.equal(await used(app), 0)
  assert.equal(await app.count('outbound'), 0)
  assert.deepEqual((await eventTypes(app)).filter((type) => type === 'message.canceled').length, 2)
})

test('a message whose sending has begun, or that has ended, is not canceled', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const id = await accept(app, tenant, session_id)
  await app.owner.query('update outbound set claimed_epoch = 1, began_epoch = 1')
  const refused = await app.as(tenant).post(`${path}/${id}/cancel`)
  assert.equal(refused.statusCode, 409)
  assert.equal(refused.json().code, 'message_not_waiting')
  assert.equal((await app.as(tenant).get(`${path}/${id}`)).json().waiting_reason, 'being_sent')
  await fail(app, id)
  assert.equal((await app.as(tenant).post(`${path}/${id}/cancel`)).statusCode, 409)
  assert.equal(await used(app), 1)
})

test('a failed message is sent again under its WhatsApp id, counted once; nothing else is', async (t) => {
  const { workers, asked } = recordingWorkers()
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const instance_id = await seedInstance(app, tenant)
  const session_id = await seedConnected(app, tenant, { instance_id })
  const id = await accept(app, tenant, session_id)
  const me = app.as(tenant)
  assert.equal((await me.post(`${path}/${id}/retry`)).json().code, 'message_not_failed')
  const before = (await me.get(`${path}/${id}`)).json()
  await fail(app, id)
  await app.owner.query("update messages set expires_at = now() - interval '1 hour'")
  const answers = await Promise.all([1, 2].map(() => me.post(`${path}/${id}/retry`)))
  assert.deepEqual(answers.map((answer) => answer.statusCode).toSorted(), [202, 409])
  const again = answers.find((answer) => answer.statusCode === 202)?.json()
  assert.equal(again.status, 'queued')
  assert.equal(again.whatsapp_id, before.whatsapp_id)
  assert.equal(again.error, null)
  assert.equal(again.expires_at, null)
  assert.equal(await used(app), 1)
  assert.equal(await app.count('outbound'), 1)
  assert.equal(asked.length, 2)
  await fail(app, id)
  await app.owner.query("update sessions set status = 'logged_out'")
  assert.equal((await me.post(`${path}/${id}/retry`)).json().code, 'session_logged_out')
})

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
  assert.deepEqual((await app.as(tenant).get(`${path}/${message.id}`)).json(), message)
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

test('a bulk call answers for each message in order, and a bad one does not refuse the others', async (t) => {
  const { workers, asked } = recordingWorkers()
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const instance_id = await seedInstance(app, tenant)
  const session_id = await seedConnected(app, tenant, { instance_id })
  const gone = await seedSession(app, tenant, { status: 'logged_out' })
  const stranger = await seedConnected(app, await app.seed.tenant())
  const messages = [
    text(session_id),
    { ...text(session_id), text: { body: '' } },
    text(gone),
    text(stranger),
    text(session_id, { to: 'nobody' }),
    'nonsense',
    { ...text(session_id), text: { body: 'a\0b' } },
    text(session_id, { priority: 'high' })
  ]
  const answer = await app.as(tenant).post(`${path}/bulk`, { messages })
  assert.equal(answer.statusCode, 202, answer.body)
  const { results, accepted, refused } = answer.json()
  assert.deepEqual([accepted, refused], [2, 6])
  assert.deepEqual(
    results.map((one: { error?: { code: string } }) => one.error?.code ?? 'accepted'),
    [
      'accepted',
      'validation_failed',
      'session_logged_out',
      'not_found',
      'recipient_invalid',
      'validation_failed',
      'validation_failed',
      'accepted'
    ]
  )
  assert.equal(results[1].error.errors[0].path, 'text.body')
  assert.deepEqual(
    results.map((one: { index: number }) => one.index),
    messages.map((_, index) => index)
  )
  assert.equal(results[0].message.priority, 'bulk')
  assert.equal(results[7].message.priority, 'high')
  assert.equal(await used(app), 2)
  assert.equal(await app.count('outbound'), 2)
  assert.deepEqual(asked, [`poke ${instance_id}`])
  for (const wrong of [{ messages: [] }, { messages: Array(1_001).fill(text(session_id)) }, {}]) {
    assert.equal((await app.as(tenant).post(`${path}/bulk`, wrong)).statusCode, 422)
  }
})

test('bulk calls against a quota that is nearly used up: exactly what is left is accepted', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  await app.owner.query('update subscription_plans set messages_per_month_max = 1203')
  const call = () =>
    app.as(tenant).post(`${path}/bulk`, { messages: Array(500).fill(text(session_id)) })
  const answers = await Promise.all([
    call(),
    call(),
    call(),
    ...[1, 2, 3].map(() => app.as(tenant).post(path, text(session_id)))
  ])
  const accepted = answers.map((answer) =>
    answer.statusCode === 202 ? (answer.json().accepted ?? 1) : 0
  )
  assert.equal(
    accepted.reduce((sum: number, one: number) => sum + one, 0),
    1203
  )
  assert.equal(await used(app), 1203)
  assert.equal(await app.count('outbound'), 1203)
  const short = answers.find((answer) => (answer.json().refused ?? 0) > 0)?.json()
  assert.equal(short.results.at(-1).error.code, 'quota_exceeded')
  assert.equal(short.results[0].status, 'accepted', 'the first ones come first')
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

test('one Idempotency-Key on two gateways at once makes one message; another body is refused; a restart remembers', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const start = async () => {
    const deps = testDeps(app.urls.tenant, readConfig({ BCRYPT_COST: '4' }))
    const server = await buildServer(deps, gateway_routes, { title: 'Test', description: 'Test' })
    return {
      send: (payload: object, url = path, key = 'order-7') =>
        server.inject({
          method: 'POST',
          url,
          headers: { authorization: `Bearer ${tenant.access_token}`, 'idempotency-key': key },
          payload
        }),
      stop: async () => {
        await server.close()
        await deps.db.close()
      }
    }
  }
  const gateways = [await start(), await start()]
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => gateways[index % 2]?.send(text(session_id)))
  )
  for (const answer of answers) assert.equal(answer?.statusCode, 202, answer?.body)
  assert.equal(new Set(answers.map((answer) => answer?.body)).size, 1)
  const other = await gateways[0]?.send(text(session_id, { priority: 'high' }))
  assert.equal(other?.statusCode, 422)
  assert.equal(other?.json().code, 'idempotency_key_reused')
  const bulk = { messages: [text(session_id), text(session_id)] }
  const bulks = await Promise.all(
    gateways.map((gateway) => gateway.send(bulk, `${path}/bulk`, 'campaign'))
  )
  assert.equal(bulks[0]?.body, bulks[1]?.body)
  assert.equal(await app.count('messages'), 3)
  assert.equal(await used(app), 3)
  for (const gateway of gateways) await gateway.stop()

  const restarted = await start()
  const replayed = await restarted.send(text(session_id))
  assert.equal(replayed.headers['idempotent-replayed'], 'true')
  assert.equal(replayed.body, answers[0]?.body)
  await app.owner.query("update idempotency_keys set created_at = now() - interval '25 hours'")
  const fresh = await restarted.send(text(session_id, { priority: 'high' }))
  assert.equal(fresh.statusCode, 202)
  assert.notEqual(fresh.json().id, replayed.json().id)
  await restarted.stop()
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
