import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { countMessages } from '../../src/jobs/tasks/count-messages.ts'
import { deleteOldMessages } from '../../src/jobs/tasks/delete-old-messages.ts'
import { openDb } from '../../src/lib/db.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { code } from './auth-calls.ts'

const analytics = '/api/v1/analytics'
const running = new AbortController().signal

type Made = {
  at: Date
  session_id: string
  direction: string
  type: string
  status: string
  reason: string
}

/** The same numbers in every run. */
const randomFrom = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
const pick = <T>(random: () => number, of: readonly T[]): T =>
  of[Math.floor(random() * of.length)] as T

const makeMessages = (count: number, sessions: string[], from: Date, days: number): Made[] => {
  const random = randomFrom(7)
  return Array.from({ length: count }, () => {
    const direction = pick(random, ['inbound', 'outbound'])
    const status =
      direction === 'inbound'
        ? 'received'
        : pick(random, ['queued', 'sent', 'delivered', 'read', 'failed', 'canceled'])
    return {
      at: new Date(from.getTime() + Math.floor(random() * days * 86_400_000)),
      session_id: pick(random, sessions),
      direction,
      type: pick(random, ['text', 'image', 'edit']),
      status,
      reason: status === 'failed' ? pick(random, ['recipient_gone', 'expired']) : ''
    }
  })
}

const store = (app: Harness, tenant: SeededTenant, made: Made[]) =>
  app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content, error, queued_at, sent_at, delivered_at, read_at, failed_at)
     select r.id, $2, r.session_id, r.direction, r.status, r.id, '1@s.whatsapp.net', r.type, '{}',
       case when r.reason <> '' then jsonb_build_object('code', r.reason, 'message', '') end, r.at,
       case when r.status in ('sent', 'delivered', 'read') then r.at end, case when r.status in ('delivered', 'read') then r.at end,
       case when r.status = 'read' then r.at end, case when r.status = 'failed' then r.at end
     from jsonb_to_recordset($1) as r (id text, session_id text, direction text, status text, type text, reason text, at timestamptz)`,
    [
      JSON.stringify(
        made.map((one) => ({
          ...one,
          id: `msg_${one.at.getTime().toString(16).padStart(12, '0')}${newId('message').slice(16)}`
        }))
      ),
      tenant.tenant_id
    ]
  )

const dateIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit'
  }).format(at)

test('analytics are equal to a recount of the messages, in any time zone, over a change of clocks, counted in the background or not', async (t) => {
  const app = await harness(t)
  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  t.after(() => system.close())
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const sessions = [await seedConnected(app, tenant), await seedConnected(app, tenant)]
  const from = new Date('2026-10-20T00:00:00Z')
  const to = new Date('2026-11-10T00:00:00Z')
  const made = makeMessages(600, sessions, from, 21)
  await store(app, tenant, made)
  await store(app, other, makeMessages(50, [await seedConnected(app, other)], from, 21))
  await app.owner.query("update message_stats_state set counted_until = '2026-10-20'")
  const key = await app.withKey(['analytics:read'], tenant)
  const counted = made.filter((one) => one.type !== 'edit')
  const out = counted.filter((one) => one.direction === 'outbound')
  const in_status = (...statuses: string[]) =>
    out.filter((one) => statuses.includes(one.status)).length

  const check = async (when: string) => {
    for (const timezone of [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kathmandu',
      'Africa/Cairo'
    ]) {
      const url = `${analytics}/messages?from=${from.toISOString()}&to=${to.toISOString()}&timezone=${timezone}&group_by=session`
      const answer = await key.get(url)
      assert.equal(answer.statusCode, 200, answer.body)
      const seen = new Map<string, number>()
      for (const one of answer.json().data) {
        const name = `${dateIn(timezone, new Date(one.at))} ${one.group}`
        assert.ok(!seen.has(name), 'a day is there once')
        seen.set(name, one.inbound + one.outbound.accepted)
      }
      const recount = new Map<string, number>()
      for (const one of counted) {
        const name = `${dateIn(timezone, one.at)} ${one.session_id}`
        recount.set(name, (recount.get(name) ?? 0) + 1)
      }
      assert.deepEqual([...seen].sort(), [...recount].sort(), `${timezone}, ${when}`)
    }
    const range = `from=${from.toISOString()}&to=${to.toISOString()}`
    const overview = (await key.get(`${analytics}/overview?${range}`)).json()
    assert.equal(overview.inbound, counted.length - out.length)
    assert.deepEqual(overview.outbound, {
      accepted: out.length,
      sent: in_status('sent', 'delivered', 'read'),
      delivered: in_status('delivered', 'read'),
      read: in_status('read'),
      failed: in_status('failed'),
      canceled: in_status('canceled')
    })
    const failed = new Map(
      overview.failed_by_reason.map((one: { reason: string; messages: number }) => [
        one.reason,
        one.messages
      ])
    )
    assert.equal(failed.get('expired'), out.filter((one) => one.reason === 'expired').length)
    const by_session = (await key.get(`${analytics}/sessions?${range}`)).json().data
    assert.equal(by_session.length, 2)
    for (const one of by_session)
      assert.equal(
        one.inbound + one.outbound.accepted,
        counted.filter((message) => message.session_id === one.session_id).length
      )
    const lines = (await key.get(`${analytics}/export?${range}&format=ndjson`)).body
      .trim()
      .split('\n')
    const total = lines.reduce((sum, line) => sum + JSON.parse(line).messages, 0)
    assert.equal(total, counted.length)
    const csv = (await key.get(`${analytics}/export?${range}`)).body.trim().split('\r\n')
    assert.equal(csv.length, lines.length + 1)
  }
  await check('nothing is counted yet')
  await countMessages(system, new Date('2026-10-26T05:20:00Z'), running)
  assert.ok((await app.count('message_stats')) > 0)
  await check('half is counted')
  await countMessages(system, new Date('2026-11-10T00:00:00Z'), running)
  await check('all is counted')

  // Late receipts are found when those hours are counted again.
  await app.owner.query(
    "update messages set read_at = now(), status = 'read' where direction = 'outbound' and tenant_id = $1",
    [tenant.tenant_id]
  )
  await countMessages(system, new Date('2026-11-10T02:07:00Z'), running)
  const all = (
    await key.get(`${analytics}/overview?from=${from.toISOString()}&to=${to.toISOString()}`)
  ).json()
  assert.equal(all.outbound.read, out.length)

  await app.owner.query('update subscriptions set message_days = 1 where tenant_id = $1', [
    tenant.tenant_id
  ])
  await app.owner.query(
    "update messages set status = 'queued' where id = (select max(id) from messages where tenant_id = $1)",
    [tenant.tenant_id]
  )
  assert.equal(await deleteOldMessages(system, running), 599)
  assert.equal(
    await app.count('messages'),
    51,
    'what waits to be sent stays, and so does what is kept for good'
  )
  await countMessages(system, new Date('2026-11-10T02:07:00Z'), running)
  const kept = (
    await key.get(`${analytics}/overview?from=${from.toISOString()}&to=${to.toISOString()}`)
  ).json()
  assert.deepEqual(kept, all, 'what was counted outlives the messages')
})

test('analytics take the scope and a time in order, and show deliveries by webhook', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const hook = (await me.post('/api/v1/webhooks', { url: 'https://example.com/x' })).json()
  await me.post(`/api/v1/webhooks/${hook.id}/test`)
  await app.owner.query(
    "update webhook_deliveries set status = 'succeeded', attempts = 2, response_ms = 40"
  )
  const { data } = (await me.get(`${analytics}/webhooks`)).json()
  assert.deepEqual(data, [
    {
      webhook_id: hook.id,
      deliveries: 1,
      succeeded: 1,
      failed: 0,
      pending: 0,
      attempts: 2,
      response_ms_p50: 40,
      response_ms_p95: 40
    }
  ])
  const other = await app.seed.tenant()
  assert.deepEqual((await app.as(other).get(`${analytics}/webhooks`)).json().data, [])
  const narrow = await app.withKey(['messages:read'], tenant)
  for (const path of ['overview', 'messages', 'sessions', 'webhooks', 'export']) {
    assert.equal((await app.anonymous.get(`${analytics}/${path}`)).statusCode, 401)
    assert.equal(code(await narrow.get(`${analytics}/${path}`)), 'scope_missing')
    for (const query of [
      'from=yesterday',
      'from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z',
      'from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z',
      'x=1'
    ])
      assert.equal(
        (await me.get(`${analytics}/${path}?${query}`)).statusCode,
        422,
        `${path} ${query}`
      )
  }
  for (const query of [
    'timezone=Mars',
    'timezone=%2B02:00',
    'interval=year',
    'group_by=chat',
    'session_id=x'
  ])
    assert.equal((await me.get(`${analytics}/messages?${query}`)).statusCode, 422, query)
  const of_other = await me.get(
    `${analytics}/overview?session_id=${await seedConnected(app, other)}`
  )
  assert.deepEqual([of_other.statusCode, of_other.json().sessions_active], [200, 0])
})
