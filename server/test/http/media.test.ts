import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { test } from 'node:test'
import { createDiskMedia } from '../../src/media/disk.ts'
import {
  type File,
  type Given,
  jpeg,
  listening,
  pathOf,
  upload,
  uploaded
} from '../../testkit/media-fixture.ts'
import { until } from '../../testkit/until.ts'

test('the type of a file is that of its content, and what a browser would run is only ever a download', async (t) => {
  const { app, tenant, base } = await listening(t)
  const given: [Given, string, RegExp][] = [
    [{ content: jpeg, type: 'application/pdf', name: 'x.pdf' }, 'image/jpeg', /^inline/],
    [
      { content: '\u0000\u0001\u0002', type: 'image/png', name: 'x.png' },
      'application/octet-stream',
      /^attachment/
    ],
    [{ content: 'a;b\n1;2', type: 'text/csv', name: 'x.csv' }, 'text/csv', /^attachment/],
    [
      { content: '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', type: 'image/svg+xml' },
      'image/svg+xml',
      /^attachment/
    ],
    [{ content: '<html><script>1</script></html>', type: 'text/plain' }, 'text/plain', /^inline/],
    [{ content: '<!doctype html><p>', type: 'image/png' }, 'text/html', /^attachment/],
    [{ content: '<?xml version="1.0"?><a/>', type: 'text/xml' }, 'text/xml', /^attachment/]
  ]
  for (const [one, type, disposition] of given) {
    const file = await uploaded(base, tenant, one)
    assert.equal(file.mime_type, type)
    await app.owner.query("update media set status = 'ready'")
    const { url } = (await app.as(tenant).get(`/api/v1/media/${file.id}`)).json()
    const answer = await fetch(base + pathOf(url))
    assert.match(answer.headers.get('content-disposition') ?? '', disposition, type)
    assert.match(answer.headers.get('content-security-policy') ?? '', /^sandbox/)
    await answer.arrayBuffer()
  }
})

test('what is empty, too large, cut off, no file or two files is refused, and nothing of it stays', async (t) => {
  const { app, tenant, base } = await listening(t, { MEDIA_BYTES_MAX: '100000' })
  const refused = async (answer: Response): Promise<[number, string]> => [
    answer.status,
    ((await answer.json()) as File).code
  ]
  assert.deepEqual(await refused(await upload(base, tenant, { content: '' })), [
    422,
    'validation_failed'
  ])
  const large = { content: Buffer.alloc(100_001) }
  assert.deepEqual(await refused(await upload(base, tenant, large)), [413, 'body_too_large'])
  const authorization = `Bearer ${tenant.access_token}`
  const post = (body: FormData | string, headers: Record<string, string> = {}) =>
    fetch(`${base}/api/v1/media`, { method: 'POST', headers: { authorization, ...headers }, body })
  const nothing = new FormData()
  nothing.append('file', 'no file')
  assert.deepEqual(await refused(await post(nothing)), [422, 'validation_failed'])
  const two = new FormData()
  two.append('file', new Blob(['one']), '1')
  two.append('file', new Blob(['two']), '2')
  assert.deepEqual(await refused(await post(two)), [422, 'validation_failed'])
  const boundless = { 'content-type': 'multipart/form-data' }
  assert.deepEqual(await refused(await post('x', boundless)), [400, 'bad_request'])
  const half = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf'
  const bounded = { 'content-type': 'multipart/form-data; boundary=b' }
  assert.deepEqual(await refused(await post(half, bounded)), [400, 'bad_request'])
  assert.equal(await app.count('media'), 0)
  assert.equal(await app.count('media_files'), 0)
  const stored: unknown[] = []
  for await (const one of app.deps.media.list()) stored.push(one)
  assert.deepEqual(stored, [])
})

test('a caller who goes away in the middle of an upload leaves nothing behind', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-media-'))
  const media = createDiskMedia({ folder, free_bytes_min: 0 })
  const { app, tenant, base } = await listening(t, {}, media)
  const { port } = new URL(base)
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(
    `POST /api/v1/media HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tenant.access_token}\r\n` +
      'Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n' +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf'
  )
  await until('the upload has begun', async () => {
    const names = await readdir(folder).catch(() => [] as string[])
    return names.includes('.unfinished')
  })
  socket.destroy()
  await until('nothing is left of it', async () => {
    return (await readdir(`${folder}/.unfinished`)).length === 0
  })
  assert.equal(await app.count('media'), 0)
})

test('a file is taken as base64 up to 1 MiB and noted as a URL, and only one of them at a time', async (t) => {
  const { app, tenant } = await listening(t)
  const post = (body: object) => app.as(tenant).post('/api/v1/media', body)
  const inline = await post({ data: jpeg.toString('base64'), file_name: '../../etc/photo.jpg' })
  assert.equal(inline.statusCode, 201)
  assert.deepEqual(
    [inline.json().source, inline.json().mime_type, inline.json().file_name, inline.json().status],
    ['inline', 'image/jpeg', 'photo.jpg', 'processing']
  )
  const most = await post({ data: Buffer.alloc(1024 * 1024).toString('base64') })
  assert.equal(most.statusCode, 201)
  const more = await post({ data: Buffer.alloc(1024 * 1024 + 3).toString('base64') })
  assert.equal(more.statusCode, 422)
  const url = await post({ url: 'https://example.com/secret-token/a.png' })
  assert.deepEqual([url.statusCode, url.json().status, url.json().url], [201, 'processing', null])
  const [row] = await app.owner.query<{ origin: Buffer }>(
    "select origin from media where source = 'url'"
  )
  assert.ok(!row?.origin.includes('secret-token'), 'the URL is sealed')
  for (const body of [
    {},
    { url: 'https://example.com', data: 'aGk=' },
    { url: 'ftp://x.example/a' },
    { data: '%%%' },
    { file_name: 'x' }
  ])
    assert.equal((await post(body)).statusCode, 422, JSON.stringify(body))
})

test('names of files lead nowhere and show what they are', async (t) => {
  const { app, tenant } = await listening(t)
  const names: [string, string | null][] = [
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['C:\\Windows\\system32\\a.dll', 'a.dll'],
    ['/etc/passwd', 'passwd'],
    ['..', null],
    ['a\u0000\u0007b.txt', null],
    ['e\u0301te\u0301.txt', '\u00e9t\u00e9.txt'],
    ['a<b>:"c|?*.txt', 'a_b___c___.txt'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(116)}.pdf`],
    ['\u062a\u0642\u0631\u064a\u0631.pdf', '\u062a\u0642\u0631\u064a\u0631.pdf']
  ]
  for (const [file_name, clean] of names) {
    const answer = await app.as(tenant).post('/api/v1/media', { data: 'aGk=', file_name })
    if (file_name.includes('\u0000')) assert.equal(answer.statusCode, 422)
    else assert.equal(answer.json().file_name, clean, JSON.stringify(file_name))
  }
})

test('the same content is stored and counted once, and the plan bounds what a tenant stores and for how long, however many upload at once', async (t) => {
  const { app, tenant, base } = await listening(t)
  await app.owner.query('update subscriptions set media_bytes_max = 2500, media_days = 3')
  const same = { content: Buffer.alloc(1_000, 1), type: 'x/y' }
  await upload(base, tenant, same)
  assert.equal((await upload(base, tenant, same)).status, 201)
  assert.deepEqual(await app.owner.query('select bytes, files from media_storage'), [
    { bytes: 1_000, files: 1 }
  ])
  const answers = await Promise.all(
    [2, 3, 4, 5].map((fill) =>
      upload(base, tenant, { content: Buffer.alloc(1_000, fill), type: 'x/y' })
    )
  )
  const statuses = answers.map((answer) => answer.status).sort()
  assert.deepEqual(statuses, [201, 403, 403, 403])
  const kept_for = await app.owner.query(
    "select distinct expires_at - created_at = interval '3 days' as as_planned from media"
  )
  assert.deepEqual(kept_for, [{ as_planned: true }], 'as long as the plan says')
  for (const answer of answers.filter((one) => one.status === 403))
    assert.equal(((await answer.json()) as File).code, 'media_storage_full')
  assert.deepEqual(await app.owner.query('select bytes, files from media_storage'), [
    { bytes: 2_000, files: 2 }
  ])
})

test('files are read, listed and deleted by their tenant alone, with the right scope', async (t) => {
  const { app, tenant } = await listening(t)
  const other = await app.seed.tenant()
  const made = (await app.as(tenant).post('/api/v1/media', { data: 'aGk=' })).json()
  const address = `/api/v1/media/${made.id}`
  assert.equal((await app.as(tenant).get(address)).json().id, made.id)
  assert.deepEqual(
    (await app.as(tenant).get('/api/v1/media?status=ready'))
      .json()
      .data.map((one: { id: string }) => one.id),
    [made.id]
  )
  assert.equal((await app.as(tenant).get('/api/v1/media?status=processing')).json().data.length, 0)
  assert.equal((await app.as(other).get(address)).statusCode, 404)
  assert.equal((await app.as(other).delete(address)).statusCode, 404)
  assert.deepEqual((await app.as(other).get('/api/v1/media')).json().data, [])
  assert.equal((await app.anonymous.get(address)).statusCode, 401)
  const reader = await app.withKey(['messages:read'], tenant)
  assert.equal((await reader.delete(address)).statusCode, 403)
  assert.equal((await reader.post('/api/v1/media', { data: 'aGk=' })).statusCode, 403)
  assert.equal((await app.as(tenant).get(pathOf(made.url))).statusCode, 200)
  assert.equal((await app.as(tenant).delete(address)).statusCode, 204)
  assert.equal((await app.as(tenant).get(address)).statusCode, 404)
  assert.equal((await app.anonymous.get(pathOf(made.url))).statusCode, 404)
})

test('one Idempotency-Key uploads once, and whoever sends the whole file again can go on with the connection', async (t) => {
  const { app, tenant, base } = await listening(t)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.after(() => agent.destroy())
  const { access_token } = tenant
  const call = async (path: string, body?: Buffer) => {
    const sending = request(base + path, {
      agent,
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${access_token}`,
        ...(body && {
          'content-type': 'multipart/form-data; boundary=x',
          'idempotency-key': 'k'
        })
      }
    })
    sending.end(body)
    const [answer] = (await once(sending, 'response')) as [IncomingMessage]
    const { 'idempotent-replayed': replayed } = answer.headers
    return { replayed, ...((await json(answer)) as File) }
  }
  const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n'
  const form = Buffer.concat([Buffer.from(head), Buffer.alloc(5_000_000), Buffer.from('\r\n--x--')])
  const one = await call('/api/v1/media', form)
  const two = await call('/api/v1/media', form)
  assert.equal(one.id, two.id)
  assert.equal(two.replayed, 'true')
  assert.equal(await app.count('media'), 1)
  await app.owner.query('update subscriptions set media_bytes_max = 5000000')
  const full = await call('/api/v1/media', Buffer.concat([form, Buffer.alloc(1_000)]))
  assert.equal(full.id, one.id, 'the answer of before, also when there is no more room')
  assert.equal((await call(`/api/v1/media/${one.id}`)).id, one.id)
})

test('an Idempotency-Key covers the file: the same one gives the first answer, another content, name or type is refused', async (t) => {
  const { app, tenant, base } = await listening(t)
  const first = { content: 'a'.repeat(200_000), name: 'a.txt', type: 'text/plain', key: 'once' }
  const made = await uploaded(base, tenant, first)
  const others = [{ content: 'a'.repeat(200_001) }, { name: 'b.txt' }, { type: 'text/csv' }]
  for (const other of others) {
    const refused = await upload(base, tenant, { ...first, ...other })
    assert.equal(refused.status, 422, JSON.stringify(other))
    assert.equal(((await refused.json()) as File).code, 'idempotency_key_reused')
  }
  const again = await upload(base, tenant, first)
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  assert.equal(((await again.json()) as File).id, made.id)

  const contents = ['one', 'one', 'two', 'two']
  const raced = await Promise.all(
    contents.map((content) => upload(base, tenant, { ...first, content, key: 'race' }))
  )
  assert.deepEqual(raced.map(({ status }) => status).sort(), [201, 201, 422, 422])

  const as_before = createHash('sha256').update('POST /api/v1/media\n').digest()
  await app.owner.query("update idempotency_keys set fingerprint = $1 where key = 'once'", [
    as_before
  ])
  const kept = await uploaded(base, tenant, first)
  assert.equal(kept.id, made.id, 'an answer that the version before has kept')
  assert.equal(await app.count('media'), 2)
  assert.equal(await app.count('media_files'), 2)
})
