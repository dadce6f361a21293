import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { exportLines, piece_rows } from '../../src/lib/export-lines.ts'
import { keepInstanceLog } from '../../src/store/instances/logs.ts'
import { type Caller, type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { seedInstance } from '../../testkit/resources.ts'
import { code } from './auth-calls.ts'

const csv = { accept: 'text/csv' }
const ndjson = { accept: 'application/x-ndjson' }
const audit_log = '/api/v1/audit-log'
/** More than two pieces. */
const many = 2 * piece_rows + 500

const linesOf = (body: string): Record<string, unknown>[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const seedAudit = (app: Harness, { tenant_id }: SeededTenant, count: number) =>
  app.owner.query(
    `insert into audit_log (id, tenant_id, actor_id, action, target_id, ip, details)
     select 'aud_' || lpad(to_hex(n), 32, '0'), $1, 'usr_1', 'webhook.created', null, null, jsonb_build_object('n', n)
     from generate_series(1, $2::int) n`,
    [tenant_id, count]
  )

const seedRequests = async (app: Harness, me: Caller, { tenant_id }: SeededTenant) => {
  const made = (await me.post('/api/v1/api-keys', { name: 'x', scopes: ['account:read'] })).json()
  await app.owner.query(
    `insert into api_key_requests (id, tenant_id, api_key_id, at, method, route, status, ms, request_id, code, ip, body)
     select 'krq_' || lpad(to_hex(n), 32, '0'), $1, $2, now(), 'GET', '/api/v1/x', case when n % 2 = 0 then 200 else 422 end, n, '=1+1', null, null,
       '{"a":"b, c"}' from generate_series(1, $3::int) n`,
    [tenant_id, made.id, many]
  )
  return `/api/v1/api-keys/${made.id}/requests`
}

test('the audit log comes whole as NDJSON and CSV, the newest first, each entry once and of the own account alone', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const me = app.as(tenant)
  await seedAudit(app, tenant, many)
  const answer = await me.get(audit_log, ndjson)
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.headers['content-type'], 'application/x-ndjson')
  assert.equal(answer.headers['content-disposition'], 'attachment; filename="audit-log.ndjson"')
  assert.match(String(answer.headers['vary']), /Accept/)
  const lines = linesOf(answer.body)
  const seeded = lines.filter(({ actor_id }) => actor_id === 'usr_1')
  assert.deepEqual(
    seeded.map(({ details }) => (details as { n: number }).n),
    Array.from({ length: many }, (_, at) => many - at)
  )
  const page = (await me.get(`${audit_log}?limit=2`)).json()
  assert.deepEqual(lines.slice(0, 2), page.data, 'as the list has them')
  const rest = linesOf((await me.get(`${audit_log}?cursor=${page.next_cursor}`, ndjson)).body)
  assert.deepEqual(rest, lines.slice(2))

  const table = (await me.get(audit_log, csv)).body.trim().split('\r\n')
  assert.equal(table[0], 'id,action,actor_id,target_id,ip,details,created_at')
  assert.equal(table.length, lines.length + 1)
  assert.match(String(table.at(-1)), /^aud_0+1,webhook\.created,usr_1,,,"{""n"":1}",\d{4}-/)
  const foreign = linesOf((await app.as(other).get(audit_log, ndjson)).body)
  assert.ok(foreign.every(({ actor_id }) => actor_id !== 'usr_1'))
})

test('the requests of a key come whole as NDJSON and CSV, also those that failed alone, and no formula gets into a table', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const url = await seedRequests(app, me, tenant)
  const lines = linesOf((await me.get(url, ndjson)).body)
  assert.equal(lines.length, many)
  assert.deepEqual(lines[0], (await me.get(`${url}?limit=1`)).json().data[0])
  const failed = linesOf((await me.get(`${url}?failed=true`, ndjson)).body)
  assert.deepEqual(
    [failed.length, new Set(failed.map(({ status }) => status))],
    [many / 2, new Set([422])]
  )
  const answer = await me.get(url, csv)
  assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8')
  const table = answer.body.trim().split('\r\n')
  assert.equal(table.length, many + 1)
  assert.match(String(table[1]), /,GET,\/api\/v1\/x,200,2500,'=1\+1,,,"{""a"":""b, c""}"$/)
})

test('the log of an instance comes as NDJSON, as serious and as many lines as asked for', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const id = await seedInstance(app, tenant, 'failed')
  const line = (level: number, msg: string) =>
    JSON.stringify({ level, time: '2026-01-02T03:04:05.678Z', msg, session_id: 'ses_1' })
  await keepInstanceLog(
    app.owner,
    id,
    [line(30, 'one'), line(50, 'two'), line(50, 'three')].join('\n')
  )
  const url = `/api/v1/instances/${id}/logs`
  const me = app.as(tenant)
  const answer = await me.get(`${url}?level=error`, ndjson)
  assert.equal(answer.headers['content-type'], 'application/x-ndjson')
  assert.deepEqual(linesOf(answer.body), (await me.get(`${url}?level=error`)).json().data)
  assert.deepEqual(
    linesOf(answer.body).map(({ message }) => message),
    ['two', 'three']
  )
  assert.equal(linesOf((await me.get(`${url}?limit=1`, ndjson)).body).length, 1)
  assert.equal((await me.get(`${url}?since=2100-01-01T00:00:00Z`, ndjson)).body, '')
})

test('as lines too, these lists are for those with the scope alone, and an unknown form is answered with JSON', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const me = app.as(tenant)
  const requests = await seedRequests(app, me, tenant)
  const instance = await seedInstance(app, tenant, 'failed')
  await keepInstanceLog(app.owner, instance, '{"level":30,"msg":"x"}')
  const logs = `/api/v1/instances/${instance}/logs`
  const blind = await app.withKey(['messages:read'], tenant)
  for (const url of [audit_log, requests, logs]) {
    for (const accept of unknown_forms) {
      const answer = await me.get(url, { accept })
      assert.deepEqual([answer.statusCode, answer.headers['content-type']], [200, json], accept)
    }
    assert.equal((await app.anonymous.get(url, ndjson)).statusCode, 401, url)
    assert.equal(code(await blind.get(url, ndjson)), 'scope_missing', url)
    assert.equal((await me.get(`${url}?x=1`, ndjson)).statusCode, 422, url)
  }
  assert.equal((await me.get(logs, csv)).headers['content-type'], json)
  for (const url of [requests, logs])
    assert.equal((await app.as(other).get(url, ndjson)).statusCode, 404, url)
  const missing = `/api/v1/api-keys/${newId('api_key')}/requests`
  for (const accept of [csv, ndjson]) {
    const gone = await me.get(missing, accept)
    assert.deepEqual([gone.statusCode, code(gone)], [404, 'not_found'])
  }
})

const json = 'application/json; charset=utf-8'
const unknown_forms = [
  '*/*',
  'text/html',
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'application/vnd.example+json',
  'application/json;q=0',
  'nonsense'
]

test('lines are read piece by piece as they are taken, and no more when nobody wants them', async () => {
  const asked: (number | null)[] = []
  const ending = new AbortController()
  const lines = exportLines<number>({
    format: 'csv',
    columns: ['n'],
    values: (n) => [n],
    read: async (after) => {
      asked.push(after)
      return Array.from({ length: piece_rows }, (_, at) => (after ?? 0) + at + 1)
    },
    signal: ending.signal
  })
  const first = (await lines.next()).value ?? ''
  assert.deepEqual(asked, [null])
  assert.ok(first.startsWith('n\r\n1\r\n'))
  await lines.next()
  assert.deepEqual(asked, [null, piece_rows])
  ending.abort()
  assert.equal((await lines.next()).done, true)
  assert.deepEqual(asked, [null, piece_rows])
})
