import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { settleWaiting } from '../../src/jobs/media/settle.ts'
import { openDb } from '../../src/lib/db.ts'
import { claimOutbound } from '../../src/queue/claim-outbound.ts'
import { setMediaReady, setMediaUnavailable } from '../../src/store/media/work.ts'
import { harness } from '../../testkit/app.ts'
import { jpeg } from '../../testkit/media-fixture.ts'
import { seedConnected } from '../../testkit/resources.ts'

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
  const sound = (await person.post('/api/v1/media', { data: 'aGVsbG8=' })).json()
  await app.owner.query("update media set mime_type = 'audio/mpeg' where id = $1", [sound.id])
  const refused = await send({ type: 'audio', audio: { id: sound.id, voice: true } })
  assert.deepEqual([refused.statusCode, refused.json().code], [422, 'transcoding_unavailable'])
  assert.equal((await send({ type: 'audio', audio: { id: sound.id } })).statusCode, 202)
})
