import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { exportAccount } from '../../src/jobs/tasks/export-account.ts'
import { sweepMedia } from '../../src/jobs/tasks/sweep-media.ts'
import { openDb } from '../../src/lib/db.ts'
import { createDiskMedia } from '../../src/media/disk.ts'
import { exported_rows } from '../../src/store/exported-rows.ts'
import { type Harness, harness } from '../../testkit/app.ts'
import { collect } from '../../testkit/collect.ts'
import { testDatabase } from '../../testkit/database.ts'
import { seedBareTenant } from '../../testkit/delivery-fixture.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'
import { unzip } from '../../testkit/unzip.ts'
import { createTrap } from '../chaos/kill-points/arm.ts'
import { keepDelivery } from '../chaos/kill-points/delivery-lane.ts'
import { kill_points, nameOf } from '../chaos/kill-points/table.ts'
import { code } from './auth-calls.ts'

const url = '/api/v1/account/export'
type Line = Record<string, unknown> & { id: string }

const runJob = async (app: Harness, id: string): Promise<string> => {
  const db = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  const media = { store: app.deps.media }
  return exportAccount({ db, media }, id, new AbortController().signal).finally(() => db.close())
}

test('an export has all that the API shows of the account and its files, and nobody else gets it', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const me = app.as(tenant)
  const session_id = await seedConnected(app, tenant)
  for (let nth = 1; nth <= 3; nth++)
    await me.post('/api/v1/messages', {
      session_id,
      to: '+201001234567',
      type: 'text',
      text: { body: `treasure ${nth}` }
    })
  // More than one page of them.
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
     select new_id('msg'), $1, $2, 'inbound', 'received', 'W' || i, '49301@s.whatsapp.net', 'text', '{"text": {"body": "x"}}'
     from generate_series(1, 1200) i`,
    [tenant.tenant_id, session_id]
  )
  await me.post('/api/v1/webhooks', { url: 'https://example.com/hook' })
  const { key } = (
    await me.post('/api/v1/api-keys', { name: 'mine', scopes: ['account:read', 'account:write'] })
  ).json()
  const content = Buffer.from('hello, treasure')
  const made = await me.post('/api/v1/media', {
    data: content.toString('base64'),
    file_name: 'a.txt'
  })
  await app.owner.query("update media set status = 'ready', mime_type = 'text/plain'")

  assert.equal((await app.anonymous.post(url)).statusCode, 401)
  const by_key = { 'x-api-key': key }
  assert.equal(code(await app.anonymous.post(url, undefined, by_key)), 'login_required')
  const asked = await me.post(url)
  assert.equal(asked.statusCode, 202, asked.body)
  const { id, status } = asked.json()
  assert.equal(status, 'running')
  const second = await me.post(url)
  assert.deepEqual([second.statusCode, code(second)], [409, 'export_running'])
  assert.equal((await app.as(await app.seed.tenant()).get(`${url}/${id}`)).statusCode, 404)
  assert.equal((await me.get(`${url}/${newId('export')}`)).statusCode, 404)
  assert.equal((await me.get(`${url}/${id}`)).json().url, null)

  const used = async () => (await app.owner.query('select bytes, files from media_storage'))[0]
  const before = await used()
  assert.equal(await runJob(app, id), 'ready')
  assert.equal(await runJob(app, id), 'over', 'it is written once')
  assert.deepEqual(await used(), before, 'it counts for nothing')
  const ready = (await me.get(`${url}/${id}`)).json()
  assert.equal(ready.status, 'ready')
  assert.equal((await app.anonymous.get(`${ready.url.split('?')[0]}`)).statusCode, 404)
  assert.equal((await app.anonymous.get(`${ready.url}x`)).statusCode, 404)
  const got = await app.anonymous.get(ready.url)
  assert.equal(got.statusCode, 200)
  assert.equal(got.headers['content-type'], 'application/zip')
  assert.equal(got.rawPayload.length, ready.bytes)
  const part = await app.anonymous.get(ready.url, { range: 'bytes=0-3' })
  assert.deepEqual([part.statusCode, part.body], [206, 'PK\x03\x04'])

  const files = unzip(got.rawPayload)
  const lines = (name: string): Line[] =>
    (files.get(`${name}.ndjson`)?.toString() ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  const listed = async (path: string): Promise<Line[]> => {
    const all: Line[] = []
    for (let cursor = ''; ; ) {
      const page = (await me.get(`${path}?limit=100${cursor && `&cursor=${cursor}`}`)).json()
      all.push(...page.data)
      if (page.next_cursor === null) return all.reverse()
      cursor = page.next_cursor
    }
  }
  const messages = lines('messages')
  assert.equal(messages.length, 1_203)
  // What a message waits for is looked up where it is read; reactions have a file of their own.
  const plain = ({ waiting_reason: _w, waiting_until: _u, reactions: _r, ...message }: Line) =>
    message
  assert.deepEqual(messages.map(plain), (await listed('/api/v1/messages')).map(plain))
  for (const [name, path] of [
    ['sessions', '/api/v1/sessions'],
    ['webhooks', '/api/v1/webhooks'],
    ['api_keys', '/api/v1/api-keys'],
    ['audit_log', '/api/v1/audit-log'],
    ['contacts', `/api/v1/sessions/${session_id}/contacts`],
    ['media', '/api/v1/media']
  ] as const) {
    const shown = await listed(path)
    assert.ok(shown.length > 0, name)
    for (const [index, line] of lines(name).entries())
      for (const [field, value] of Object.entries(line))
        if (field in (shown[index] ?? {}))
          assert.deepEqual(value, shown[index]?.[field], `${name} ${field}`)
    assert.equal(lines(name).length, shown.length, name)
  }
  assert.deepEqual(
    lines('chats').map((chat) => chat['chat_id']),
    ['201001234567@s.whatsapp.net', '49301@s.whatsapp.net']
  )
  assert.equal(lines('users')[0]?.['email'], tenant.email)
  assert.deepEqual(files.get(`files/${made.json().sha256}`), content)
  const readme = files.get('README.txt')?.toString() ?? ''
  for (const name of files.keys())
    if (name.endsWith('.ndjson')) assert.ok(readme.includes(name), name)
  const whole = [...files.values()].map((file) => file.toString('latin1')).join('\n')
  assert.ok(!whole.includes(key) && !/password_hash|key_hash|sealed|token_hash/.test(whole))

  const [mail] = await app.owner.query("select recipient from mails where kind = 'export_ready'")
  assert.equal(mail?.['recipient'], tenant.email)
  const german = { 'accept-language': 'de-DE' }
  await me.post('/api/v1/auth/verify-email/send', undefined, german)
  const next = (await me.post(url, undefined, german)).json()
  assert.equal(await runJob(app, next.id), 'ready')
  const languages = await app.owner.query(
    "select data->>'language' as language from mails where kind = 'export_ready' order by id"
  )
  assert.deepEqual(languages, [{ language: 'en' }, { language: 'de' }])
  const old = (await me.get(`${url}/${id}`)).json()
  assert.deepEqual([old.status, old.url], ['expired', null], 'one is kept')
  assert.equal((await app.anonymous.get(ready.url)).statusCode, 404)
  await app.owner.query('update account_exports set expires_at = now()')
  const { url: over } = (await me.get(`${url}/${next.id}`)).json()
  assert.equal(over, null)
})

/** What an export leaves out, and why. */
const left_out: Record<string, string> = {
  account_exports: 'the exports themselves',
  early_receipts: 'on its way to a message, a day at most',
  ended_queues: 'what is to be done',
  idempotency_keys: 'answers that were given already, sealed',
  instance_logs: 'machines of the operator',
  instances: 'machines of the operator',
  link_tokens: 'secrets',
  mail_links: 'secrets',
  media_files: 'in files/ and media',
  media_renditions: 'other forms of files that are there',
  media_storage: 'sums',
  media_uploads: 'keys of WhatsApp',
  message_words: 'the words of messages that are there',
  message_words_due: 'what is to be done',
  outbound: 'what is to be done; the messages are there',
  paces: 'when something was sent last',
  quota_notices: 'what was told by mail',
  raw_messages: 'sealed, and read by nobody yet',
  refused_facts: 'sealed, and read by nobody',
  session_credentials: 'secrets',
  session_keys: 'secrets',
  session_leases: 'machines of the operator',
  session_proxies: 'sealed',
  session_suspects: 'machines of the operator',
  signal_keys: 'secrets',
  user_second_factors: 'secrets',
  webhook_backlog: 'what is to be done'
}

test('every table of a tenant is in an export, or left out with a reason', async (t) => {
  const app = await harness(t)
  const tables = await app.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`
  )
  const sources = Object.values(exported_rows).map(({ from }) => from)
  const isExported = (table: string): boolean =>
    sources.some((from) => new RegExp(`(^|from )${table}( |$)`, 'm').test(from))
  assert.deepEqual(
    tables.map((table) => table.name).filter((name) => !isExported(name) && !left_out[name]),
    []
  )
})

test('killed at each step of an export, the delivery role is followed by one that finishes it, and no file is left over', async (t) => {
  const urls = await testDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'gateway-export-'))
  const owner = openDb({ url: urls.owner, connections_max: 2, application_name: 'test' })
  t.after(() => owner.close())
  const system = openDb({ url: urls.system, connections_max: 2, application_name: 'test' })
  t.after(() => system.close())
  const trap = await createTrap(t)
  const role = keepDelivery(urls.system, folder, trap)
  t.after(() => role.stop())
  t.after(() => rm(folder, { recursive: true, force: true }))
  const store = createDiskMedia({ folder: join(folder, 'media'), free_bytes_min: 0 })
  const tenant_id = await seedBareTenant(owner)
  const { sha256 } = await store.put(tenant_id, Readable.from([Buffer.from('a file')]), {
    bytes_max: 100
  })
  await owner.query('insert into media_files (tenant_id, sha256, bytes) values ($1, $2, 6)', [
    tenant_id,
    sha256
  ])
  const points = kill_points.filter((point) => point.road === 'export')
  const steps = points.length > 0 ? points : assert.fail('no points')
  let last = ''
  for (const point of steps) {
    await trap.set(point)
    const id = newId('export')
    await owner.query(
      "insert into account_exports (id, tenant_id, user_id, language) values ($1, $2, $3, 'en')",
      [id, tenant_id, newId('user')]
    )
    await trap.sprung(point)
    last = await until(
      `the export killed at "${nameOf(point)}" is ready`,
      async () => {
        const [row] = await owner.query<{ sha256: string }>(
          "select sha256 from account_exports where id = $1 and status = 'ready'",
          [id]
        )
        return row?.sha256 ?? false
      },
      70_000
    )
    const found = await store.read({ tenant_id, sha256: last })
    const zip = Buffer.concat((await found?.content.toArray()) ?? [])
    assert.equal(unzip(zip).get(`files/${sha256}`)?.toString(), 'a file', nameOf(point))
  }
  // The hourly sweep, as it comes a day later.
  const later = new Date(Date.now() + 86_400_000)
  const temporary = join(folder, 'tmp', 'media')
  await owner.query("update media_files set stored_at = now() + interval '2 days'")
  await sweepMedia(system, { store, temporary }, later, new AbortController().signal)
  const left = await collect(store.list())
  assert.deepEqual(left.map((file) => file.sha256).sort(), [sha256, last].sort())
  assert.equal(await store.removeUnfinished(later), 0)
})
