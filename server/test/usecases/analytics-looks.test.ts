import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { seedConnected } from '../../testkit/seed-session.ts'

const analytics = '/api/v1/analytics'
// A Sunday, late in the evening in Cairo and early on Monday there: an hour apart.
const [sunday, monday] = ['2026-11-01T21:30:00Z', '2026-11-01T22:30:00Z']
const range = 'from=2026-11-01T00:00:00Z&to=2026-11-03T00:00:00Z'

type Sent = {
  chat_id?: string
  direction?: string
  at?: string
  /** Seconds from one step to the next; a step that is not there was not made. */
  steps?: number[]
  send_after_s?: number
}

const send = async (
  app: Harness,
  tenant: SeededTenant,
  session_id: string,
  sent: Sent
): Promise<void> => {
  const at = new Date(sent.at ?? sunday)
  const moments = [at.getTime() + (sent.send_after_s ?? 0) * 1_000]
  for (const s of sent.steps ?? []) moments.push((moments.at(-1) ?? 0) + s * 1_000)
  const [, sent_at, delivered_at, read_at] = moments.map((one) => new Date(one))
  const id = `msg_${at.getTime().toString(16).padStart(12, '0')}${newId('message').slice(16)}`
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content, queued_at, send_at, sent_at,
       delivered_at, read_at)
     values ($1::text, $2, $3, $4, $5, $1::text, $6, 'text', '{}', $7, $8, $9, $10, $11)`,
    [
      id,
      tenant.tenant_id,
      session_id,
      sent.direction ?? 'outbound',
      sent.direction === 'inbound' ? 'received' : 'sent',
      sent.chat_id ?? '1@s.whatsapp.net',
      at,
      sent.send_after_s === undefined ? null : new Date(moments[0] ?? 0),
      sent_at,
      delivered_at,
      read_at
    ]
  )
}

test('latency has the percentiles of each step that messages have made, scheduled ones from their time on', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const session = await seedConnected(app, tenant)
  const second = await seedConnected(app, tenant)
  for (let s = 1; s <= 100; s++) await send(app, tenant, session, { steps: [s, 2] })
  await send(app, tenant, second, { steps: [7, 8, 9], send_after_s: 3_600 })
  await send(app, tenant, second, {})
  await send(app, tenant, second, { direction: 'inbound' })
  await send(app, other, await seedConnected(app, other), { steps: [1_000] })
  const read = async (query = '') =>
    (await app.as(tenant).get(`${analytics}/latency?${range}${query}`)).json()
  const all = await read(`&session_id=${session}`)
  assert.deepEqual([all.looked_at, all.is_whole], [100, true])
  assert.deepEqual(all.data, [
    step('accepted_to_sent', 100, [50_500, 90_100, 95_050, 99_010]),
    step('sent_to_delivered', 100, [2_000, 2_000, 2_000, 2_000]),
    step('delivered_to_read', 0, [null, null, null, null])
  ])
  assert.deepEqual((await read(`&session_id=${second}`)).data, [
    step('accepted_to_sent', 1, [7_000, 7_000, 7_000, 7_000]),
    step('sent_to_delivered', 1, [8_000, 8_000, 8_000, 8_000]),
    step('delivered_to_read', 1, [9_000, 9_000, 9_000, 9_000])
  ])
  assert.equal((await read()).looked_at, 102)
})

const step = (name: string, messages: number, [p50, p90, p95, p99]: (number | null)[]) => ({
  step: name,
  messages,
  ms_p50: p50,
  ms_p90: p90,
  ms_p95: p95,
  ms_p99: p99
})

test('the busiest chats and hours of the week are those of the time zone', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session = await seedConnected(app, tenant)
  await app.owner.query("update message_stats_state set counted_until = '2026-11-01'")
  const chat_id = '2@g.us'
  for (const direction of ['inbound', 'inbound', 'outbound'])
    await send(app, tenant, session, { chat_id, direction, at: monday })
  await send(app, tenant, session, { at: sunday })
  const read = async (query: string) =>
    (await app.as(tenant).get(`${analytics}/busiest?${range}&${query}`)).json()
  const cairo = await read('timezone=Africa/Cairo')
  assert.deepEqual(cairo.hours, [
    { weekday: 1, hour: 0, inbound: 2, outbound: 1 },
    { weekday: 7, hour: 23, inbound: 0, outbound: 1 }
  ])
  assert.deepEqual(cairo.chats, [
    { session_id: session, chat_id, inbound: 2, outbound: 1 },
    { session_id: session, chat_id: '1@s.whatsapp.net', inbound: 0, outbound: 1 }
  ])
  const utc = await read('limit=1')
  assert.deepEqual(
    utc.hours.map((one: { weekday: number; hour: number }) => [one.weekday, one.hour]),
    [
      [7, 22],
      [7, 21]
    ]
  )
  assert.equal(utc.chats.length, 1)
  for (const wrong of ['timezone=Mars', 'limit=0', 'limit=101', 'session_id=x', 'chat=x'])
    assert.equal((await app.as(tenant).get(`${analytics}/busiest?${wrong}`)).statusCode, 422)
})

test('calls are counted by API key, and sessions tell how long they were connected', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const scopes = ['sessions:read']
  const { id, key } = (await me.post('/api/v1/api-keys', { name: 'x', scopes })).json()
  const asked = app.bearing(key)
  for (const url of [
    '/api/v1/sessions',
    '/api/v1/sessions',
    '/api/v1/messages',
    '/api/v1/events?x'
  ])
    await asked.get(url)
  await app.deps.request_log.flush()
  const { data } = (await me.get(`${analytics}/api-calls`)).json()
  assert.equal(data.length, 1)
  const { api_key_id, calls, refused, failed, ms_p50 } = data[0]
  assert.deepEqual([api_key_id, calls, refused, failed], [id, 4, 2, 0])
  assert.ok(ms_p50 >= 0)
  const stranger = app.as(await app.seed.tenant())
  assert.deepEqual((await stranger.get(`${analytics}/api-calls`)).json().data, [])

  const session = await seedConnected(app, tenant)
  await send(app, tenant, session, {})
  await app.owner.query('delete from session_spans')
  await app.owner.query("update message_stats_state set counted_until = '2026-11-01'")
  await app.owner.query(
    `insert into session_spans (tenant_id, session_id, state, began_at, ended_at) values
       ($1, $2, 'up', '2026-10-31T23:00:00Z', '2026-11-01T02:00:00Z'),
       ($1, $2, 'down', '2026-11-01T02:00:00Z', '2026-11-01T02:30:00Z')`,
    [tenant.tenant_id, session]
  )
  const [one] = (await me.get(`${analytics}/sessions?${range}`)).json().data
  assert.deepEqual([one.wanted_s, one.connected_s], [9_000, 7_200])
})

test('what is looked up for analytics is guarded by credential, scope and a time in order', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const looks = ['latency', 'busiest', 'api-calls'].map((one) => `${analytics}/${one}`)
  const routes = gateway_routes.filter(({ url }) => looks.includes(url))
  assert.equal(routes.length, looks.length)
  await proveGuards(app, routes, (url) => url, {})
  for (const url of looks)
    for (const wrong of ['from=x', 'from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', 'x=1'])
      assert.equal((await app.as(tenant).get(`${url}?${wrong}`)).statusCode, 422, `${url} ${wrong}`)
})
