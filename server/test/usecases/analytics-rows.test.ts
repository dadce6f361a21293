import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { harness } from '../../testkit/app.ts'
import { seedConnected } from '../../testkit/seed-session.ts'

const analytics = '/api/v1/analytics'
const csv = { accept: 'text/csv' }
const ndjson = { accept: 'application/x-ndjson' }

type Row = Record<string, unknown>

/** As the rows of an answer are written: objects in them as columns of their own. */
const flat = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).map(([part, one]) => [`${name}_${part}`, one])
        : [[name, value]]
    )
  )

/** What the lines of each have, given the same as JSON. */
const rowsOf: Record<string, (answer: Record<string, Row[]>) => Row[]> = {
  overview: ({ by_type = [], failed_by_reason = [] }) => [
    ...by_type.map(({ type, ...one }) => ({ kind: 'type', name: type, ...one, failed: null })),
    ...failed_by_reason.map(({ reason, messages }) => ({
      ...{ kind: 'failed', name: reason, inbound: null, outbound: null },
      failed: messages
    }))
  ],
  messages: ({ data = [] }) => data.map(flat),
  sessions: ({ data = [] }) => data.map(flat),
  webhooks: ({ data = [] }) => data,
  latency: ({ data = [] }) => data,
  busiest: ({ hours = [], chats = [] }) => [
    ...hours.map((one) => ({ kind: 'hour', session_id: null, chat_id: null, ...one })),
    ...chats.map((one) => ({ kind: 'chat', weekday: null, hour: null, ...one }))
  ],
  'api-calls': ({ data = [] }) => data
}

test('everything that is counted comes as rows in CSV and NDJSON too, the same as in JSON', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const session_id = await seedConnected(app, tenant)
  for (const [direction, status] of [
    ['outbound', 'sent'],
    ['outbound', 'failed'],
    ['inbound', 'received']
  ] as const)
    await app.owner.query(
      `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content, queued_at, sent_at, failed_at, error)
       values ($1::text, $2, $3, $4, $5::text, $1::text, '1@s.whatsapp.net', 'text', '{}', now(), now(),
         case when $5 = 'failed' then now() end, case when $5 = 'failed' then '{"code":"expired"}'::jsonb end)`,
      [newId('message'), tenant.tenant_id, session_id, direction, status]
    )
  const hook = (await me.post('/api/v1/webhooks', { url: 'https://example.com/x' })).json()
  await me.post(`/api/v1/webhooks/${hook.id}/test`)
  const key = await app.withKey(['analytics:read'], tenant)
  await key.get(`${analytics}/sessions`)
  await app.deps.request_log.flush()

  const listed = gateway_routes
    .map(({ url }) => url)
    .filter((url) => url.startsWith(analytics) && !url.endsWith('/export'))
    .map((url) => url.slice(analytics.length + 1))
  assert.deepEqual(listed.sort(), Object.keys(rowsOf).sort(), 'no analytic is left out')
  for (const [name, wanted] of Object.entries(rowsOf)) {
    // The calls of the key are those before: the log is written when they are done.
    const path = `${analytics}/${name}`
    const rows = wanted((await me.get(path)).json())
    assert.ok(rows.length > 0, name)
    const lines = await me.get(path, ndjson)
    assert.equal(lines.statusCode, 200, lines.body)
    assert.equal(lines.headers['content-type'], 'application/x-ndjson')
    assert.match(String(lines.headers['vary']), /Accept/)
    const read: Row[] = lines.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const steady = (row: Row): Row => {
      const { wanted_s: _, connected_s: __, ...rest } = row
      return rest
    }
    assert.deepEqual(read.map(steady), rows.map(steady), name)
    const table = await me.get(path, csv)
    assert.equal(table.headers['content-type'], 'text/csv; charset=utf-8')
    assert.equal(
      table.headers['content-disposition'],
      `attachment; filename="analytics-${name}.csv"`
    )
    const [heading, ...cells] = table.body.trim().split('\r\n')
    assert.equal(heading, Object.keys(read[0] ?? {}).join(','))
    assert.equal(cells.length, rows.length, name)
    const empty = await app.as(await app.seed.tenant()).get(path, csv)
    assert.ok(empty.body.startsWith(`${heading}\r\n`), 'a heading is there also without a row')
  }
  const wrong = await me.get(`${analytics}/messages?interval=year`, csv)
  assert.equal(wrong.statusCode, 422)
  assert.match(String(wrong.headers['content-type']), /application\/problem\+json/)
})
