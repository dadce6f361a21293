import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import sharp from 'sharp'
import type { Patience } from '../../src/jobs/media/fetch-url.ts'
import { findFfmpeg } from '../../src/jobs/media/ffmpeg.ts'
import { processFile } from '../../src/jobs/media/work.ts'
import { sweepMedia } from '../../src/jobs/tasks/sweep-media.ts'
import { openDb } from '../../src/lib/db.ts'
import { parseNetworks } from '../../src/lib/networks.ts'
import { createResolver } from '../../src/lib/resolve-name.ts'
import { findProcessing } from '../../src/store/media/work.ts'
import { createAddressGuard } from '../../src/webhooks/guard-address.ts'
import { harness } from '../../testkit/app.ts'
import { pictureBomb } from '../../testkit/picture-bomb.ts'
import { instanceOfSession, seedInstance } from '../../testkit/resources.ts'
import { seedConnected } from '../../testkit/seed-session.ts'

const never = new AbortController().signal
const without_ffmpeg = findFfmpeg(undefined, process.env['PATH'])
  ? false
  : 'sounds and voice messages: there is no ffmpeg here'

const bed = async (t: TestContext, opened = 'loopback', patience?: Patience) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const system = openDb({ url: app.urls.system, connections_max: 2, application_name: 'test' })
  t.after(() => system.close())
  const poked: string[] = []
  const media = {
    store: app.deps.media,
    guard: createAddressGuard(parseNetworks(opened) ?? [], createResolver()),
    ffmpeg: findFfmpeg(undefined, process.env['PATH']),
    temporary: await mkdtemp(join(tmpdir(), 'gateway-work-')),
    bytes_max: 1_000_000,
    webhook_key: app.deps.webhook_key,
    user_agent: 'test',
    patience,
    poke: (worker: { instance_id: string }) => void poked.push(worker.instance_id)
  }
  /** Gives a file and does its job. */
  const process_ = async (body: object) => {
    const { id } = (await app.as(tenant).post('/api/v1/media', body)).json()
    const row = await findProcessing(system, id)
    if (row) await processFile({ db: system, media }, row, never)
    return (await app.as(tenant).get(`/api/v1/media/${id}`)).json()
  }
  return { app, tenant, system, media, poked, give: process_ }
}

const serve = async (t: TestContext, answer: RequestListener): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const png = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#08f' } })
    .png()
    .toBuffer()

test('a file is fetched from a URL over redirects, examined, told of, and there', async (t) => {
  const { app, give } = await bed(t)
  const content = await png(300, 200)
  const base = await serve(t, (request, response) => {
    if (request.url === '/a') response.writeHead(302, { location: '/b' }).end()
    else response.writeHead(200, { 'content-type': 'text/html' }).end(content)
  })
  const file = await give({ url: `${base}/a` })
  assert.deepEqual(
    [file.status, file.mime_type, file.bytes, file.width, file.height],
    ['ready', 'image/png', content.length, 300, 200]
  )
  assert.ok(Buffer.from(file.thumbnail, 'base64').length < 10_000)
  assert.deepEqual(await app.owner.query("select type from events where type like 'media.%'"), [
    { type: 'media.ready' }
  ])
})

test('the worker of a message is told when its file is ready, and when the message before it fails for its file', async (t) => {
  const { app, tenant, system, media, poked } = await bed(t)
  const session_id = await seedConnected(app, tenant)
  const instance = await seedInstance(app, tenant)
  await instanceOfSession(app, session_id, instance)
  const send = async (content: Buffer) => {
    const image = { data: content.toString('base64') }
    const body = { session_id, to: '+201001234567', type: 'image', image }
    const sent = (await app.as(tenant).post('/api/v1/messages', body)).json()
    const row = await findProcessing(system, sent.image.id)
    if (row) await processFile({ db: system, media }, row, never)
    return (await app.as(tenant).get(`/api/v1/messages/${sent.id}`)).json()
  }
  assert.equal((await send(await png(3, 2))).image.status, 'ready')
  assert.deepEqual(poked, [instance])
  const failed = await send((await png(30, 20)).subarray(0, 60))
  assert.deepEqual([failed.status, failed.image.reason], ['failed', 'damaged'])
  assert.deepEqual(poked, [instance, instance])
})

test('a URL that cannot be fetched leaves a reason that a program can read', async (t) => {
  const patience = { connect_ms: 1_000, headers_ms: 1_000, idle_ms: 1_000, total_ms: 20_000 }
  const { give } = await bed(t, 'loopback', patience)
  const base = await serve(t, (request, response) => {
    const to = (location: string) => response.writeHead(302, { location }).end()
    const answers: Record<string, () => void> = {
      '/gone': () => response.writeHead(404).end(),
      '/no': () => response.writeHead(403).end(),
      '/loop': () => to('/loop'),
      '/metadata': () => to('http://169.254.169.254/latest'),
      '/other': () => to('file:///etc/passwd'),
      '/empty': () => response.writeHead(200).end(),
      '/large': () => response.writeHead(200, { 'content-length': '9000000' }).flushHeaders(),
      '/endless': () => {
        const piece = Buffer.alloc(65_536, 1)
        const write = () => {
          while (response.write(piece) && !response.destroyed);
          if (!response.destroyed) response.once('drain', write)
        }
        write()
      },
      '/silent': () => undefined,
      '/slow': () => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('half')
      },
      '/lies': () => response.writeHead(200, { 'content-type': 'image/png' }).end('%PNG no'),
      '/cut': () => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('half')
        setImmediate(() => response.destroy())
      }
    }
    answers[request.url ?? '']?.()
  })
  const reasons: [string, string][] = [
    ['/gone', 'not_found'],
    ['/no', 'refused'],
    ['/loop', 'too_many_redirects'],
    ['/metadata', 'address_not_allowed'],
    ['/other', 'refused'],
    ['/empty', 'empty'],
    ['/large', 'too_large'],
    ['/endless', 'too_large'],
    ['/cut', 'connection_failed'],
    ['/silent', 'timed_out'],
    ['/slow', 'timed_out']
  ]
  for (const [path, reason] of reasons) {
    const file = await give({ url: base + path })
    assert.deepEqual([path, file.status, file.reason], [path, 'unavailable', reason])
  }
  const lies = await give({ url: `${base}/lies` })
  assert.deepEqual([lies.status, lies.mime_type], ['ready', 'text/plain'], 'the content counts')
})

test('nothing is fetched from an address that is not public, by its number, by its name or after a redirect', async (t) => {
  const { give } = await bed(t, '')
  let asked = 0
  const base = await serve(t, (_request, response) => {
    asked++
    response.end('secret')
  })
  const { port } = new URL(base)
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433'])
    assert.equal(
      (await give({ url: `http://${host}:${port}/` })).reason,
      'address_not_allowed',
      host
    )
  assert.equal(asked, 0)
})

test('a broken picture and one that would fill the memory are refused', async (t) => {
  const { give } = await bed(t)
  const give_data = (content: Buffer) => give({ data: content.toString('base64') })
  const whole = await png(100, 100)
  assert.equal((await give_data(whole.subarray(0, 60))).reason, 'damaged')
  assert.equal((await give_data(pictureBomb())).reason, 'too_large')
})

test('a sound gets its length and waveform, and becomes a voice message when one is sent with it', {
  skip: without_ffmpeg
}, async (t) => {
  const { media, give, app, system } = await bed(t)
  assert.ok(media.ffmpeg)
  const folder = await mkdtemp(join(tmpdir(), 'gateway-sound-'))
  const path = join(folder, 'a.mp3')
  execFileSync(media.ffmpeg.ffmpeg, ['-loglevel', 'error', '-f', 'lavfi', '-i', 'sine=d=2', path])
  const file = await give({ data: (await readFile(path)).toString('base64') })
  assert.deepEqual(
    [file.status, file.mime_type, Math.round(file.seconds)],
    ['ready', 'audio/mpeg', 2]
  )
  assert.equal(file.waveform.length, 64)
  await app.owner.query(
    `insert into media_renditions (media_id, purpose, tenant_id, status) select id, 'voice', tenant_id, 'processing' from media`
  )
  const { convertFile } = await import('../../src/jobs/media/work.ts')
  const { getMedia } = await import('../../src/store/media/media.ts')
  const [one] = await app.owner.query<{ tenant_id: string }>('select tenant_id from media')
  const row = await system.transaction((tx) => getMedia(tx, one?.tenant_id ?? '', file.id))
  await convertFile({ db: system, media }, row, 'voice', never)
  const [made] = await app.owner.query<Record<string, unknown>>(
    'select status, mime_type, round(seconds) as seconds, length(waveform) as levels from media_renditions'
  )
  assert.deepEqual(made, {
    status: 'ready',
    mime_type: 'audio/ogg; codecs=opus',
    seconds: 2,
    levels: 64
  })
})

test('a file goes when no row has named it for an hour, and none goes before its row', async (t) => {
  const { app, tenant, system, media } = await bed(t)
  const post = async (data: string) =>
    (
      await app.as(tenant).post('/api/v1/media', { data: Buffer.from(data).toString('base64') })
    ).json()
  const [kept, deleted, expired, same] = [
    await post('kept'),
    await post('deleted'),
    await post('expired'),
    await post('kept')
  ]
  await app.as(tenant).delete(`/api/v1/media/${deleted.id}`)
  await app.as(tenant).delete(`/api/v1/media/${same.id}`)
  await app.owner.query('update media set expires_at = now() where id = $1', [expired.id])
  const { readable } = { readable: [Buffer.from('nobody knows it')] }
  const source = (async function* () {
    yield* readable
  })()
  await app.deps.media.put(tenant.tenant_id, source, { bytes_max: 100 })
  const stored = async (): Promise<number> => {
    let count = 0
    for await (const _ of app.deps.media.list()) count++
    return count
  }
  const left = join(media.temporary, 'left')
  await mkdir(left)
  await writeFile(join(left, 'from'), 'half converted')
  const six_hours_ago = new Date(Date.now() - 6 * 3_600_000)
  await utimes(left, six_hours_ago, six_hours_ago)
  await sweepMedia(system, media, new Date(), never)
  assert.equal(await stored(), 4, 'all are younger than an hour')
  assert.deepEqual(await readdir(media.temporary), ['left'], 'it may still be worked on')
  await app.owner.query("update media_files set stored_at = now() - interval '3 hours'")
  await sweepMedia(system, media, new Date(Date.now() + 2 * 3_600_000), never)
  assert.equal(await stored(), 1)
  assert.deepEqual(await readdir(media.temporary), [], 'what a killed process has left')
  assert.ok(await app.deps.media.find({ tenant_id: tenant.tenant_id, sha256: kept.sha256 }))
  assert.deepEqual(await app.owner.query('select bytes, files from media_storage'), [
    { bytes: 4, files: 1 }
  ])
})

test('a file that nobody knew when the sweep listed it, and that was put again since, stays', async (t) => {
  const { tenant, system, media: deps } = await bed(t)
  const { store: media, temporary } = deps
  const content = async function* () {
    yield Buffer.from('put again')
  }
  const stored = await media.put(tenant.tenant_id, content(), { bytes_max: 100 })
  const store = {
    ...media,
    list: async function* () {
      yield { ...stored, stored_at: new Date(0) }
    }
  }
  assert.equal(await sweepMedia(system, { store, temporary }, new Date(), never), 0)
  assert.ok(await media.find(stored))
})
