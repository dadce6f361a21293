import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import type { MessageContent } from '../../src/schemas/messages/kinds.ts'
import { until } from '../../testkit/until.ts'
import { acceptFile, storeFile } from '../../testkit/worker-files.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const thumbnail = randomBytes(600)
const waveform = Buffer.from(Array.from({ length: 64 }, (_, index) => index))

type Details = Parameters<typeof storeFile>[2]

const picture: Details = { mime_type: 'image/jpeg', width: 800, height: 600, thumbnail }
const film: Details = { mime_type: 'video/mp4', width: 640, height: 360, seconds: 12.4, thumbnail }
const sound: Details = { mime_type: 'audio/ogg; codecs=opus', seconds: 3.2, waveform }
const paper: Details = {
  mime_type: 'application/pdf',
  file_name: 'from the upload.pdf',
  page_count: 7,
  thumbnail
}

const shown_picture = { width: 800, height: 600, thumbnail: thumbnail.toString('base64') }
const shown_film = { width: 640, height: 360, seconds: 12, thumbnail: shown_picture.thumbnail }
const shown_paper = { page_count: 7, thumbnail: shown_picture.thumbnail }

/** What is sent, of which file, what kind it is for the phone, and what the phone sees of it. */
const kinds: [string, (id: string) => MessageContent, Details, string, object][] = [
  [
    'a picture',
    (id) => ({ type: 'image', image: { id, caption: 'look' } }),
    picture,
    'image',
    { caption: 'look', ...shown_picture }
  ],
  ['a video', (id) => ({ type: 'video', video: { id } }), film, 'video', shown_film],
  [
    'a GIF',
    (id) => ({ type: 'video', video: { id, caption: 'again', gif: true } }),
    film,
    'video',
    { caption: 'again', gif: true, ...shown_film }
  ],
  [
    'a video note',
    (id) => ({ type: 'video', video: { id, video_note: true } }),
    film,
    'ptv',
    { video_note: true, ...shown_film }
  ],
  [
    'an audio file',
    (id) => ({ type: 'audio', audio: { id } }),
    { mime_type: 'audio/mpeg', seconds: 61 },
    'audio',
    { seconds: 61 }
  ],
  [
    'a voice message',
    (id) => ({ type: 'audio', audio: { id, voice: true } }),
    sound,
    'audio',
    { voice: true, seconds: 3, waveform: waveform.toString('base64') }
  ],
  [
    'a document',
    (id) => ({ type: 'document', document: { id, caption: 'yours', filename: 'bill.pdf' } }),
    paper,
    'document',
    { caption: 'yours', file_name: 'bill.pdf', ...shown_paper }
  ],
  [
    'a document with the name of its file',
    (id) => ({ type: 'document', document: { id } }),
    paper,
    'document',
    { file_name: 'from the upload.pdf', ...shown_paper }
  ],
  [
    'a sticker',
    (id) => ({ type: 'sticker', sticker: { id } }),
    { mime_type: 'image/webp', width: 512, height: 512 },
    'sticker',
    { width: 512, height: 512 }
  ]
]

const started = async (t: TestContext) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  await bed.link(session_id)
  const friend = await bed.simulator.createPhone({ name: 'Grace' })
  const send = async (content: MessageContent, chat_id = friend.jid) => {
    const message = await acceptFile(bed, session_id, chat_id, content)
    await bed.call('POST', '/poke')
    return message
  }
  return { bed, session_id, friend, send, simulator: bed.simulator }
}

const statusIs = (bed: WorkerBed, id: string, status: string) =>
  until(`the message is ${status}`, async () => {
    const [row] = await bed.owner.query<{ status: string; error: { code: string } | null }>(
      'select status, error from messages where id = $1',
      [id]
    )
    return row?.status === status && row
  })

test('every kind with a file reaches the phone byte for byte, with all that is known of it, from one byte to five million', async (t) => {
  const { bed, friend, send, simulator } = await started(t)
  const sizes = [100_000, 1, 15, 16, 17, 5_000_000, 65_536, 100_000, 30_000]
  for (const [index, [title, content, details, kind, expected]] of kinds.entries()) {
    const bytes = randomBytes(sizes[index] ?? 1)
    const id = await storeFile(bed, bytes, details)
    const { whatsapp_id } = await send(content(id))
    const { messages } = await simulator.waitReceived(friend.number, { id: whatsapp_id })
    assert.equal(messages[0]?.kind, kind, title)
    assert.deepEqual(
      messages[0]?.media,
      {
        mime: details.mime_type,
        bytes: bytes.length,
        sha256: sha256(bytes),
        caption: '',
        verified: true,
        ...expected
      },
      title
    )
  }
})

test('a file is uploaded once for all who get it, also when they ask for it again', async (t) => {
  const { bed, session_id, send, simulator } = await started(t)
  const id = await storeFile(bed, randomBytes(50_000), picture)
  const friends = await simulator.createPhones(20)
  const before = (await simulator.stats()).media_uploads
  await simulator.setFaults({ number: friends[3]?.number ?? '', refuse_messages: 1 })
  const sent = await Promise.all(
    friends.map(async ({ number, jid }) => {
      const message = await send({ type: 'image', image: { id, caption: number } }, jid)
      return { number, ...message }
    })
  )
  for (const { number, whatsapp_id } of sent) {
    const { messages } = await simulator.waitReceived(number, { id: whatsapp_id })
    assert.equal(messages[0]?.media?.verified, true)
    assert.equal(messages[0]?.media?.caption, number)
  }
  assert.equal((await simulator.stats()).media_uploads - before, 1)
  // With the same content under another id nothing is uploaded, and as another kind it is.
  const [first] = friends
  const uploads = await bed.owner.query<{ purpose: string }>(
    'select purpose from media_uploads where session_id = $1',
    [session_id]
  )
  assert.deepEqual(uploads, [{ purpose: 'image' }])
  const document = await send({ type: 'document', document: { id } }, first?.jid)
  await simulator.waitReceived(first?.number ?? '', { id: document.whatsapp_id })
  assert.equal((await simulator.stats()).media_uploads - before, 2)
})

test('an upload that is refused, cut or not allowed any more goes to the next host, with a new right or again', async (t) => {
  const { bed, friend, send, simulator } = await started(t)
  for (const faults of [
    { refuse_uploads: 1, media_code: 503 },
    { refuse_uploads: 1, media_code: 401 },
    { cut_uploads: 1 },
    { refuse_uploads: 3, media_code: 500 }
  ]) {
    await simulator.setFaults(faults)
    const id = await storeFile(bed, randomBytes(90_000), picture)
    const { whatsapp_id } = await send({ type: 'image', image: { id } })
    const { messages } = await simulator.waitReceived(friend.number, {
      id: whatsapp_id,
      timeout_ms: 30_000
    })
    assert.equal(messages[0]?.media?.verified, true, JSON.stringify(faults))
  }
})

test('a text to another chat does not wait for an upload that stands still, the next of the same chat does', async (t) => {
  const { bed, session_id, friend, send, simulator } = await started(t)
  const others = await simulator.createPhones(18)
  await simulator.setFaults({ stall_uploads: true })
  const id = await storeFile(bed, randomBytes(10_000), picture)
  // More than are sent to at once, if those that wait for a file counted.
  for (const { jid } of others) await send({ type: 'image', image: { id } }, jid)
  const first = await send({ type: 'image', image: { id } })
  const after = await bed.accept(session_id, friend.jid, 'after the picture')
  const other = await simulator.createPhone()
  const beside = await bed.accept(session_id, other.jid, 'beside the picture')
  await bed.call('POST', '/poke')
  await simulator.waitReceived(other.number, { id: beside.whatsapp_id })
  assert.equal((await simulator.received(friend.number)).total, 0)
  await simulator.clearFaults()
  const { messages } = await simulator.waitReceived(friend.number, {
    count: 2,
    timeout_ms: 60_000
  })
  assert.deepEqual(
    messages.map((message) => message.id),
    [first.whatsapp_id, after.whatsapp_id]
  )
})

test('a message whose file has gone or has no content fails by itself, and what comes after it is sent', async (t) => {
  const { bed, session_id, friend, send, simulator } = await started(t)
  const bytes = randomBytes(1_000)
  const gone = await storeFile(bed, bytes, picture)
  await bed.store.delete({ tenant_id: bed.tenant_id, sha256: sha256(bytes) })
  const empty = await storeFile(bed, Buffer.alloc(0), picture)
  for (const id of [gone, empty]) {
    const message = await send({ type: 'image', image: { id } })
    const { error } = await statusIs(bed, message.id, 'failed')
    assert.equal(error?.code, 'media_unavailable')
  }
  const after = await bed.accept(session_id, friend.jid, 'still here')
  await bed.call('POST', '/poke')
  await simulator.waitReceived(friend.number, { id: after.whatsapp_id })
})
