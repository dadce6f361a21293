import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { settleWaiting } from '../../src/jobs/media/settle.ts'
import { openDb } from '../../src/lib/db.ts'
import { claimOutbound } from '../../src/queue/claim-outbound.ts'
import { setMediaReady, setMediaUnavailable } from '../../src/store/media/work.ts'
import { harness } from '../../testkit/app.ts'
import { jpeg, sha256 } from '../../testkit/media-fixture.ts'
import { seedConnected } from '../../testkit/seed-session.ts'

const nothing = { page_count: null, seconds: null, thumbnail: null, waveform: null }

/** A session, a picture that is being examined, and what a worker would claim. */
const bed = async (t: TestContext) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  t.after(() => system.close())
  const person = app.as(tenant)
  const file = (await person.post('/api/v1/media', { data: jpeg.toString('base64') })).json()
  const send = (content: object, to = '+201001234567') =>
    person.post('/api/v1/messages', { session_id, to, ...content })
  const claim = async (): Promise<string[]> => {
    const claims = [{ session_id, epoch: 1, limit: 100, rank_max: 2, begins: true }]
    const claimed = await app.owner.transaction((tx) => claimOutbound(tx, claims))
    return claimed.map((one) => one.message_id)
  }
  const picture = { type: 'image', image: { id: file.id } }
  const text = { type: 'text', text: { body: 'after it' } }
  return { app, person, file, send, claim, picture, text, system }
}

test('a message waits for its file, what comes after it in its chat waits with it, and other chats do not', async (t) => {
  const { file, send, claim, picture, text, system, person } = await bed(t)
  const first = (await send(picture)).json()
  const second = (await send(text)).json()
  const other = (await send(text, '+201007654321')).json()
  assert.equal(first.waiting_reason, 'media_processing')
  assert.deepEqual(await claim(), [other.id])
  const read = (await person.get(`/api/v1/messages/${second.id}`)).json()
  assert.equal(read.waiting_reason, 'media_processing')
  await system.transaction(async (tx) => {
    const details = { ...nothing, width: 1, height: 1 }
    await setMediaReady(tx, file.id, { ...file, ...details })
    await settleWaiting(tx, file.id)
  })
  assert.deepEqual(await claim(), [first.id, second.id])
})

test('a message whose file cannot be had fails with the reason, and what comes after it goes on', async (t) => {
  const { file, send, claim, picture, text, system, person } = await bed(t)
  const first = (await send(picture)).json()
  const second = (await send(text)).json()
  await system.transaction(async (tx) => {
    await setMediaUnavailable(tx, file.id, 'damaged')
    await settleWaiting(tx, file.id)
  })
  const failed = (await person.get(`/api/v1/messages/${first.id}`)).json()
  assert.deepEqual([failed.status, failed.error.code], ['failed', 'media_unavailable'])
  assert.match(failed.error.message, /damaged/)
  assert.deepEqual(await claim(), [second.id])
  const again = await send(picture)
  assert.deepEqual([again.statusCode, again.json().errors[0].path], [422, 'image.id'])
})

test('a file that a message waits to be sent with is not deleted, and a file of the wrong type or tenant is not sent', async (t) => {
  const { app, file, send, picture, person } = await bed(t)
  await send(picture)
  const refused = await person.delete(`/api/v1/media/${file.id}`)
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'media_in_use'])
  const note = (await person.post('/api/v1/media', { data: 'aGVsbG8=' })).json()
  assert.equal((await send({ type: 'image', image: { id: note.id } })).statusCode, 422)
  assert.equal((await send({ type: 'document', document: { id: note.id } })).statusCode, 202)
  const other = await app.seed.tenant()
  const foreign = (await app.as(other).post('/api/v1/media', { data: 'aGVsbG8=' })).json()
  assert.equal((await send({ type: 'document', document: { id: foreign.id } })).statusCode, 422)
})

test('without ffmpeg a file that needs it is refused at once', async (t) => {
  const { app, send, person } = await bed(t)
  await app.owner.query(
    `insert into service_heartbeats (role, host, pid, started_at, seen_at, details)
     values ('delivery', 'h', 1, now(), now(), '{"transcoding": "unavailable"}')`
  )
  const { media } = (await person.get('/health')).json().parts
  assert.deepEqual([media.store, media.transcoding], ['disk', 'unavailable'])
  const sound = (await person.post('/api/v1/media', { data: 'aGVsbG8=' })).json()
  await app.owner.query("update media set mime_type = 'audio/mpeg' where id = $1", [sound.id])
  const refused = await send({ type: 'audio', audio: { id: sound.id, voice: true } })
  assert.deepEqual([refused.statusCode, refused.json().code], [422, 'transcoding_unavailable'])
  assert.equal((await send({ type: 'audio', audio: { id: sound.id } })).statusCode, 202)
})

test('a message brings its file along, by address or with its content, and is accepted with it or not at all', async (t) => {
  const { app, person, send, claim } = await bed(t)
  const count = async () => (await app.count('media')) - 1
  const note = Buffer.from('a note').toString('base64')
  const document = { filename: 'note.txt', data: note }
  const headers = { 'idempotency-key': 'one' }
  const body = {
    session_id: (await app.owner.query<{ id: string }>('select id from sessions'))[0]?.id,
    to: '+201001234567',
    type: 'document',
    document
  }
  const first = await person.post('/api/v1/messages', body, headers)
  const again = await person.post('/api/v1/messages', body, headers)
  assert.deepEqual([first.statusCode, again.json().id], [202, first.json().id])
  assert.equal(await count(), 1, 'a call that is repeated keeps no second file')
  assert.deepEqual(await claim(), [first.json().id], 'a text file needs no examination')

  const linked = (
    await send({ type: 'image', image: { link: 'https://example.com/a%20b.png' } })
  ).json()
  assert.equal(linked.waiting_reason, 'media_processing')
  const [row] = await app.owner.query(
    'select source, status, file_name, origin is not null as sealed from media where id = $1',
    [linked.image.id]
  )
  assert.deepEqual(row, { source: 'url', status: 'processing', file_name: 'a b.png', sealed: true })
  const jobs = await app.owner.query('select 1 from graphile_worker.jobs where key = $1', [
    `process_media:${linked.image.id}`
  ])
  assert.equal(jobs.length, 1)

  const before = await count()
  const refusals: [object, string][] = [
    [{ type: 'image', image: {} }, 'image'],
    [{ type: 'image', image: { data: note, link: 'https://example.com/a.png' } }, 'image'],
    [{ type: 'image', image: { link: 'file:///etc/passwd' } }, 'image.link'],
    [{ type: 'image', image: { data: '%%' } }, 'image.data'],
    [{ type: 'image', image: { data: note } }, 'image.data'],
    [{ type: 'video', video: { data: jpeg.toString('base64') } }, 'video.data']
  ]
  for (const [content, path] of refusals) {
    const refused = await send(content)
    assert.deepEqual([refused.statusCode, refused.json().errors[0].path], [422, path])
  }
  await app.owner.query('update subscriptions set media_bytes_max = 0')
  const full = await send({ type: 'document', document: { data: note } })
  assert.deepEqual([full.statusCode, full.json().code], [403, 'media_storage_full'])
  assert.equal(await count(), before, 'what is refused leaves no file')
})

test('a message tells where its file is, each time it is read', async (t) => {
  const { app, person, send, file } = await bed(t)
  const note = Buffer.from('a note')
  const sent = (
    await send({ type: 'document', document: { data: note.toString('base64') } })
  ).json()
  const url = `/api/v1/messages/${sent.id}`
  const { document } = (await person.get(url)).json()
  assert.deepEqual(
    [document.status, document.bytes, document.mime_type, document.sha256],
    ['ready', 6, 'text/plain', sha256(note)]
  )
  const given = await app.anonymous.get(document.url)
  assert.deepEqual([given.statusCode, given.body], [200, 'a note'])
  const listed = (await person.get('/api/v1/messages')).json().data[0]
  assert.deepEqual(listed.document, document)
  const media = (await person.get(`${url}/media`)).json()
  assert.deepEqual([media.id, media.url], [document.id, document.url])
  const waiting = (await send({ type: 'image', image: { id: file.id } })).json()
  const shown = (await person.get(`/api/v1/messages/${waiting.id}`)).json().image
  assert.deepEqual([shown.status, 'url' in shown], ['processing', false])

  const other = await app.seed.tenant()
  assert.equal((await app.as(other).get(`${url}/media`)).statusCode, 404)
  await app.owner.query('delete from outbound')
  await person.delete(`/api/v1/media/${document.id}`)
  const gone = (await person.get(url)).json().document
  assert.deepEqual([gone.status, gone.reason], ['unavailable', 'deleted'])
  assert.equal((await person.get(`${url}/media`)).statusCode, 404)
  const text = (await send({ type: 'text', text: { body: 'no file' } })).json()
  assert.equal((await person.get(`/api/v1/messages/${text.id}/media`)).statusCode, 404)
})
