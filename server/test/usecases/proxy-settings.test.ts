import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { parseProxy } from '../../src/domain/proxy.ts'
import { proxyContext } from '../../src/domain/proxy-seal.ts'
import { unseal } from '../../src/lib/crypto.ts'
import { openDb } from '../../src/lib/db.ts'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { takeOverProxies } from '../../src/orchestrator/records/proxies.ts'
import { openSessionKeys } from '../../src/orchestrator/records/session-keys.ts'
import { type Harness, harness } from '../../testkit/app.ts'
import { recordingWorkers, seedInstance } from '../../testkit/resources.ts'
import { seedConnected } from '../../testkit/seed-session.ts'

const path = '/api/v1/sessions'
const address = 'socks5://ann:open-sesame@proxy.example:1081'
const shown = { scheme: 'socks5', host: 'proxy.example', port: 1081, has_credentials: true }
const proxy = {
  scheme: 'socks5',
  host: 'proxy.example',
  port: 1081,
  credentials: { user: 'ann', password: 'open-sesame' }
}

type Stored = { handed_in: Buffer | null; sealed: Buffer | null }

const storedOf = async (app: Harness, session_id: string): Promise<Stored | undefined> =>
  (
    await app.owner.query<Stored>(
      'select handed_in, sealed from session_proxies where session_id = $1',
      [session_id]
    )
  )[0]

test('an address of a proxy is understood as it was meant, or refused with what is wrong with it', () => {
  const good: [string, string][] = [
    ['http://proxy.example', 'http proxy.example 80 -'],
    ['HTTPS://Proxy.Example/', 'https proxy.example 443 -'],
    ['socks5://203.0.113.7', 'socks5 203.0.113.7 1080 -'],
    ['http://proxy.example:21', 'http proxy.example 21 -'],
    ['http://[2001:db8::1]:3128', 'http 2001:db8::1 3128 -'],
    ['http://ann:p%40ss%3Aword@proxy.example:3128', 'http proxy.example 3128 ann:p@ss:word'],
    ['socks5://ann@proxy.example', 'socks5 proxy.example 1080 ann:']
  ]
  for (const [text, wanted] of good) {
    const parsed = parseProxy(text)
    assert.ok(typeof parsed !== 'string', `${text}: ${parsed}`)
    const { scheme, host, port, credentials } = parsed
    const known = credentials ? `${credentials.user}:${credentials.password}` : '-'
    assert.equal(`${scheme} ${host} ${port} ${known}`, wanted)
  }
  const bad = [
    '',
    'proxy.example:3128',
    'ftp://proxy.example',
    'socks4://proxy.example',
    'http://',
    'http://:3128',
    'http://proxy.example:0',
    'http://proxy.example:99999',
    'http://proxy.example/path',
    'http://proxy.example?x=1',
    'http://a%0d%0ab:c@proxy.example',
    'http://a%3Ab:c@proxy.example',
    `http://${'a'.repeat(256)}:b@proxy.example`
  ]
  for (const text of bad) assert.equal(typeof parseProxy(text), 'string', text)
})

test('the address of a proxy is sealed for its session alone, and shown to nobody, not even to the gateway', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const made = await me.post(path, { session_name: 'shop', proxy: address })
  assert.equal(made.statusCode, 201)
  const { id } = made.json()
  assert.deepEqual(made.json().proxy, shown)
  const read = await me.get(`${path}/${id}`)
  const listed = await me.get(path)
  assert.deepEqual(listed.json().data[0].proxy, shown)
  const events = await app.owner.query('select data from events')
  for (const text of [made.body, read.body, listed.body, JSON.stringify(events)])
    assert.doesNotMatch(text, /open-sesame/)

  const before = await storedOf(app, id)
  assert.ok(before?.handed_in && before.sealed === null)
  assert.doesNotMatch(before.handed_in.toString('latin1'), /open-sesame|ann/)
  await assert.rejects(
    app.deps.db.withTenant(tenant, (tx) => tx.query('select handed_in from session_proxies')),
    /permission denied/
  )

  const system = openDb({ url: app.urls.system, connections_max: 2, application_name: 'test' })
  t.after(() => system.close())
  const master_key = createKeyRing([randomBytes(32)])
  const other = await takeOverProxies({
    db: system,
    master_key,
    proxy_key: createKeyRing([randomBytes(32)])
  })
  assert.deepEqual(other.unreadable, [id], 'with another secret than that of the gateway it waits')
  const { unreadable } = await takeOverProxies({
    db: system,
    master_key,
    proxy_key: app.deps.proxy_key
  })
  assert.deepEqual(unreadable, [])
  const after = await storedOf(app, id)
  assert.ok(after?.sealed && after.handed_in === null)
  const owner = { session_id: id, tenant_id: tenant.tenant_id }
  const keys = await system.transaction((tx) => openSessionKeys(tx, master_key, [owner]))
  const key = keys.get(id)
  assert.ok(key)
  assert.deepEqual(JSON.parse(unseal(key, after.sealed, proxyContext(id)).toString()), proxy)
})

test('another proxy, or none, has a session that is connected connect anew, and one that does not run stays as it is', async (t) => {
  const { workers, asked } = recordingWorkers()
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const instance_id = await seedInstance(app, tenant)
  const id = await seedConnected(app, tenant, { instance_id })
  const set = await me.patch(`${path}/${id}`, { proxy: address })
  assert.equal(set.statusCode, 200)
  assert.deepEqual(set.json().proxy, shown)
  assert.deepEqual(asked, [`restart ${id}`])
  const renamed = await me.patch(`${path}/${id}`, { session_name: 'other' })
  assert.deepEqual(renamed.json().proxy, shown)
  assert.equal(asked.length, 1, 'a name changes nothing of the connection')
  const removed = await me.patch(`${path}/${id}`, { proxy: null })
  assert.equal(removed.json().proxy, null)
  assert.equal(await storedOf(app, id), undefined)
  assert.deepEqual(asked, [`restart ${id}`, `restart ${id}`])
  const created = await me.post(path, { session_name: 'resting' })
  await me.patch(`${path}/${created.json().id}`, { proxy: address })
  assert.equal(asked.length, 2)
})

test('a proxy at a closed address is refused at once, and nothing of what was given is in the answer', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const other = await app.seed.tenant()
  const me = app.as(tenant)
  const { id } = (await me.post(path, { session_name: 'shop' })).json()
  for (const given of [
    'http://ann:open-sesame@127.0.0.1:3128',
    'socks5://ann:open-sesame@[::1]:1080',
    'http://ann:open-sesame@169.254.169.254',
    'https://ann:open-sesame@10.1.2.3',
    'ftp://ann:open-sesame@proxy.example',
    'http://ann:open-sesame@proxy.example/path',
    7
  ]) {
    for (const res of [
      await me.patch(`${path}/${id}`, { proxy: given }),
      await me.post(path, { session_name: 'another', proxy: given })
    ]) {
      assert.equal(res.statusCode, 422, String(given))
      assert.equal(res.json().errors[0].path, 'proxy')
      assert.doesNotMatch(res.body, /open-sesame/)
    }
  }
  assert.equal(await app.count('session_proxies'), 0)
  assert.equal((await app.as(other).patch(`${path}/${id}`, { proxy: address })).statusCode, 404)
  assert.equal((await app.anonymous.patch(`${path}/${id}`, { proxy: address })).statusCode, 401)
  const reader = await app.withKey(['sessions:read'], tenant)
  assert.equal((await reader.patch(`${path}/${id}`, { proxy: address })).statusCode, 403)
})
