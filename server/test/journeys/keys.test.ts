import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openDb } from '../../src/lib/db.ts'
import { createKeyRing, sealWith } from '../../src/lib/key-ring.ts'
import { startEmbeddedPostgres } from '../../src/main/embedded/embedded-postgres.ts'
import { scanSession } from '../../testkit/link.ts'
import { type Product, startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import { startReceiver } from '../../testkit/webhook-receiver.ts'

const program = fileURLToPath(new URL('../../src/main/rotate-keys.ts', import.meta.url))

type Ended = { code: number | null; said: string }

const start = (
  product: Product,
  ...args: string[]
): { child: ChildProcess; ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: product.data_dir, ACCESS_TOKEN_MINUTES: '1' },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      said += part.toString()
    })
  return { child, ended: once(child, 'close').then(([code]) => ({ code, said })) }
}
const rotate = (product: Product, ...args: string[]): Promise<Ended> =>
  start(product, ...args).ended

const secretsOf = async (product: Product) =>
  JSON.parse(await readFile(join(product.data_dir, 'secrets.json'), 'utf8')) as {
    master_key: string
    previous?: { key: string; replaced_at: string }[]
    rotating?: boolean
  }

const sealed_with = `select encode(substring(sealed from 1 for 5), 'hex') as prefix, count(*)::int as count from (
    select sealed_key as sealed from session_keys union all select sealed_secret from webhooks
    union all select response from idempotency_keys where response is not null
  ) every group by 1 order by 2 desc`

test('the keys are changed while everything runs: nobody is disconnected, logged out or unable to check a signature, and a killed change is finished', async (t) => {
  const product = await startProduct(t)
  const receiver = await startReceiver(t)
  const { simulator } = product
  const ada = await product.register()
  const session = await ada.post('/api/v1/sessions', {
    session_name: 'kept',
    webhook_url: receiver.url
  })
  const id: string = session.body.id
  await ada.post('/api/v1/instances', { session_id: id })
  const phone = await simulator.createPhone({})
  await scanSession(product, ada, id, phone.number)
  const connected = () =>
    until('connected', async () => {
      const { body } = await ada.get(`/api/v1/sessions/${id}`)
      return body.status === 'connected' && body
    })
  const before = await connected()
  const friend = await simulator.createPhone({})
  const send = (text: string, key: string) =>
    ada.post(
      '/api/v1/messages',
      { session_id: id, to: `+${friend.number}`, type: 'text', text: { body: text } },
      { 'idempotency-key': key }
    )
  const first = await send('under the old key', 'once')
  assert.equal(first.status, 202, JSON.stringify(first.body))
  await simulator.waitReceived(friend.number, { id: first.body.whatsapp_id })
  const [worker] = await product.workers()

  // Many more rows, so that a change takes long enough to be killed in the middle.
  const server = await startEmbeddedPostgres(join(product.data_dir, 'postgres'))
  const owner = openDb({
    url: server.url('gateway', 'wa_owner'),
    connections_max: 1,
    application_name: 'test'
  })
  t.after(() => owner.close())
  const old_secrets = await secretsOf(product)
  const ring = createKeyRing([Buffer.from(old_secrets.master_key, 'hex')])
    .derive('access tokens')
    .derive('kept answers')
  const [made] = await owner.query<{ tenant_id: string }>('select tenant_id from sessions')
  const keys = Array.from({ length: 8_000 }, (_, nth) => `many-${nth}`)
  await owner.query(
    `insert into idempotency_keys (tenant_id, key, fingerprint, response)
     select $1, key, 'f', decode(sealed, 'hex') from unnest($2::text[], $3::text[]) as w (key, sealed)`,
    [
      made?.tenant_id,
      keys,
      keys.map((key) =>
        sealWith(ring, Buffer.from('{}'), `${made?.tenant_id} ${key}`).toString('hex')
      )
    ]
  )

  const prefixesOf = () => owner.query<{ prefix: string }>(sealed_with)
  const purposes = (await prefixesOf()).length
  const killed = start(product)
  const over = killed.ended.then((ended) => {
    if (ended.code !== null) throw new Error(`it ended: ${ended.said}`)
  })
  over.catch(() => undefined)
  const partly = until('some of the answers are sealed anew', async () => {
    const rows = await owner.query<{ prefix: string }>(
      "select distinct encode(substring(response from 1 for 5), 'hex') as prefix from idempotency_keys"
    )
    return rows.length > 1
  })
  await Promise.race([partly, over])
  killed.child.kill('SIGKILL')
  await killed.ended
  const half = await secretsOf(product)
  assert.equal(half.rotating, true)
  assert.notEqual(half.master_key, old_secrets.master_key)
  assert.deepEqual(
    half.previous?.map((one) => one.key),
    [old_secrets.master_key]
  )

  const second = await rotate(product)
  assert.equal(second.code, 0, second.said)
  const done = await secretsOf(product)
  assert.equal(done.master_key, half.master_key, 'it went on and made no third key')
  assert.equal(done.rotating, false)
  assert.equal((await stat(join(product.data_dir, 'secrets.json'))).mode & 0o777, 0o600)
  const prefixes = await prefixesOf()
  // One for each purpose, and nothing that begins with anything else.
  assert.equal(prefixes.length, purposes, JSON.stringify(prefixes))
  for (const { prefix } of prefixes) assert.match(prefix, /^02/)

  const after = await connected()
  assert.equal(after.connected_at, before.connected_at, 'the same connection')
  // A machine that is busy may have another one kept warm meanwhile.
  assert.ok((await product.workers()).includes(worker ?? 0), 'the same worker')
  assert.equal((await ada.get('/api/v1/auth/me')).status, 200, 'the token of before')
  const replayed = await send('under the old key', 'once')
  assert.deepEqual(replayed.body, first.body, 'the answer of before')
  const later = await send('under the new key', 'twice')
  await simulator.waitReceived(friend.number, { id: later.body.whatsapp_id })
  await until('told of it', () =>
    receiver.events('message.sent').some((one) => one.data.id === later.body.id)
  )
  receiver.verify(session.body.webhook_secret)
  assert.equal((await ada.post(`/api/v1/sessions/${id}/restart`)).status < 300, true)
  await connected()

  const early = await rotate(product, '--retire')
  assert.equal(early.code, 1)
  assert.match(early.said, /valid until \d{4}-/)
  // As if it were later.
  const aged = join(product.data_dir, 'aged')
  const [replaced] = done.previous ?? []
  const long_ago = { ...replaced, replaced_at: new Date(Date.now() - 3_600_000).toISOString() }
  await writeFile(aged, JSON.stringify({ ...done, previous: [long_ago] }), { mode: 0o600 })
  await rename(aged, join(product.data_dir, 'secrets.json'))
  const held = await rotate(product, '--retire')
  assert.equal(held.code, 1)
  assert.match(held.said, /\d workers were started under a key of before/)

  await product.stop()
  const third = await rotate(product, '--retire')
  assert.equal(third.code, 0, third.said)
  assert.deepEqual((await secretsOf(product)).previous, [])
  await product.start()
  assert.equal((await ada.get('/api/v1/auth/me')).status, 401, 'signed under a key that is gone')
  const login = await product.call().post('/api/v1/auth/login', {
    email: ada.user.email,
    password: 'correct horse battery'
  })
  const again = product.call(login.body.access_token)
  await until('connected without another QR code', async () => {
    const { body } = await again.get(`/api/v1/sessions/${id}`)
    return body.status === 'connected' && body.linked_at === before.linked_at
  })
})
