import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DatabaseUnavailable } from '../../src/lib/database-unavailable.ts'
import {
  type File,
  listening,
  pathOf,
  sha256,
  upload,
  uploaded
} from '../../testkit/media-fixture.ts'

test('an uploaded file comes back byte for byte through its signed link, which needs no credential', async (t) => {
  const { tenant, base } = await listening(t)
  const content = Buffer.alloc(3_000_000, 'some bytes ')
  const answer = await upload(base, tenant, { content, name: 'a.bin', type: 'x/y' })
  assert.equal(answer.status, 201)
  const file = (await answer.json()) as File
  assert.equal(file.status, 'ready')
  assert.equal(file.sha256, sha256(content))
  assert.match(file.url, /^https:\/\/wa\.example\.com\/api\/v1\/media\/med_\w+\/file\?exp=\d+&sig=/)
  const got = await fetch(base + pathOf(file.url), { headers: { host: 'elsewhere.example' } })
  assert.equal(got.status, 200)
  assert.equal(sha256(Buffer.from(await got.arrayBuffer())), file.sha256)
  assert.equal(got.headers.get('x-content-type-options'), 'nosniff')
})

test('a link answers ranges, HEAD, If-None-Match and a range that is not there as HTTP says', async (t) => {
  const { tenant, base } = await listening(t)
  const file = await uploaded(base, tenant, { content: '0123456789', type: 'text/plain' })
  const link = base + pathOf(file.url)
  const part = async (range: string, more: Record<string, string> = {}) => {
    const answer = await fetch(link, { headers: { range, ...more } })
    return [answer.status, answer.headers.get('content-range'), await answer.text()]
  }
  assert.deepEqual(await part('bytes=2-4'), [206, 'bytes 2-4/10', '234'])
  assert.deepEqual(await part('bytes=7-'), [206, 'bytes 7-9/10', '789'])
  assert.deepEqual(await part('bytes=-3'), [206, 'bytes 7-9/10', '789'])
  assert.deepEqual(await part('bytes=0-99'), [206, 'bytes 0-9/10', '0123456789'])
  assert.deepEqual((await part('bytes=10-')).slice(0, 2), [416, 'bytes */10'])
  assert.equal((await part('bytes=1-2,4-5'))[0], 200)
  assert.equal((await part('bytes=1-2', { 'if-range': '"other"' }))[0], 200)
  const etag = `"${file.sha256}"`
  assert.equal((await part('bytes=1-2', { 'if-range': etag }))[0], 206)
  assert.equal((await fetch(link, { headers: { 'if-none-match': etag } })).status, 304)
  const head = await fetch(link, { method: 'HEAD' })
  assert.deepEqual(
    [head.status, head.headers.get('content-length'), head.headers.get('etag')],
    [200, '10', etag]
  )
})

test('a link with a wrong signature, of another file or past its time is the same 404 as an unknown file', async (t) => {
  const { app, tenant, base } = await listening(t)
  const one = await uploaded(base, tenant)
  await app.owner.query("update media set status = 'ready'")
  const { url } = (await app.as(tenant).get(`/api/v1/media/${one.id}`)).json()
  const good = new URL(url)
  const look = async (change: (url: URL) => void) => {
    const link = new URL(good)
    change(link)
    const answer = await app.anonymous.get(link.pathname + link.search)
    return answer.statusCode === 200 ? 200 : answer.json().code
  }
  const set = (name: string, value: string) => (link: URL) => link.searchParams.set(name, value)
  assert.equal(await look(() => undefined), 200)
  assert.equal(
    await look(set('exp', String(Number(good.searchParams.get('exp')) + 1))),
    'not_found'
  )
  assert.equal(await look(set('sig', 'x')), 'not_found')
  assert.equal(await look((link) => link.searchParams.delete('sig')), 'not_found')
  const other = one.id.replace(/.$/, one.id.endsWith('0') ? '1' : '0')
  assert.equal(
    await look((link) => Object.assign(link, { pathname: link.pathname.replace(one.id, other) })),
    'not_found'
  )
  app.deps.clock = { ...app.deps.clock, now: () => new Date(Date.now() + 30 * 3_600_000) }
  assert.equal(await look(() => undefined), 'not_found')
})

test('a link that an older key has signed stays valid, and one that no key of ours has signed is none', async (t) => {
  const { app, tenant, base } = await listening(t)
  const file = await uploaded(base, tenant, { content: 'x', type: 'text/plain' })
  const [key] = app.deps.webhook_key.keys()
  app.deps.webhook_key.replace([Buffer.alloc(32, 77), key?.bytes as Buffer])
  assert.equal((await app.anonymous.get(pathOf(file.url))).statusCode, 200)
  app.deps.webhook_key.replace([Buffer.alloc(32, 77)])
  assert.equal((await app.anonymous.get(pathOf(file.url))).statusCode, 404)
})

test('a link with something else in it is refused, and without a database one is asked to come again', async (t) => {
  const { app, tenant, base } = await listening(t)
  const file = await uploaded(base, tenant, { content: 'x', type: 'text/plain' })
  assert.equal((await app.anonymous.get(`${pathOf(file.url)}&x=1`)).statusCode, 422)
  const { db } = app.deps
  const away = async (): Promise<never> => {
    throw new DatabaseUnavailable(new Error('away'))
  }
  app.deps.db = { ...db, query: away }
  assert.equal((await app.anonymous.get(pathOf(file.url))).statusCode, 503)
  app.deps.db = db
})
