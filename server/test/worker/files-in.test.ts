import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import type { SendMediaInput } from '@whatsapp-saas/simulator/client'
import type { MediaRow } from '../../src/domain/media.ts'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const thumbnail = randomBytes(300).toString('base64')
const waveform = Buffer.alloc(64, 7).toString('base64')

type Said = Omit<SendMediaInput, 'to' | 'content'>

/** What a phone sends, and what is shown of it besides its file. */
const kinds: [string, Said, string, object, object][] = [
  [
    'a picture',
    { type: 'image', caption: 'look', width: 800, height: 600, thumbnail },
    'image',
    { caption: 'look', width: 800, height: 600 },
    { mime_type: 'image/jpeg', width: 800, height: 600, thumbnail }
  ],
  [
    'a video',
    { type: 'video', seconds: 9, width: 64, height: 48, thumbnail },
    'video',
    { seconds: 9, width: 64, height: 48 },
    { mime_type: 'video/mp4', seconds: 9, width: 64, height: 48, thumbnail }
  ],
  [
    'a GIF',
    { type: 'video', gif: true, caption: 'again' },
    'video',
    { gif: true, caption: 'again' },
    { mime_type: 'video/mp4' }
  ],
  [
    'a video note',
    { type: 'video', video_note: true, seconds: 4 },
    'video',
    { video_note: true, seconds: 4 },
    { mime_type: 'video/mp4', seconds: 4 }
  ],
  [
    'an audio file',
    { type: 'audio', seconds: 200, mime: 'audio/mpeg' },
    'audio',
    { seconds: 200 },
    { mime_type: 'audio/mpeg', seconds: 200 }
  ],
  [
    'a voice message',
    { type: 'audio', voice: true, seconds: 3, waveform },
    'audio',
    { voice: true, seconds: 3 },
    { mime_type: 'audio/ogg; codecs=opus', seconds: 3, waveform }
  ],
  [
    'a document with a caption',
    {
      type: 'document',
      caption: 'yours',
      file_name: 'bill.pdf',
      mime: 'application/pdf',
      page_count: 3
    },
    'document',
    { caption: 'yours', filename: 'bill.pdf', page_count: 3 },
    { mime_type: 'application/pdf', file_name: 'bill.pdf', page_count: 3 }
  ],
  [
    'a document',
    { type: 'document', file_name: 'table.csv' },
    'document',
    { filename: 'table.csv' },
    { mime_type: 'application/octet-stream', file_name: 'table.csv' }
  ],
  [
    'a sticker that moves',
    { type: 'sticker', animated: true, width: 512, height: 512 },
    'sticker',
    { animated: true, width: 512, height: 512 },
    { mime_type: 'image/webp', width: 512, height: 512 }
  ]
]

const started = async (t: TestContext, environment: Record<string, string> = {}) => {
  const bed = await workerBed(t, { environment })
  const session_id = await bed.createSession()
  const { number } = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({ name: 'Grace' })
  const send = (said: Omit<SendMediaInput, 'to'>) =>
    bed.simulator.sendMedia(friend.number, { to: number, ...said })
  const fileOf = async (whatsapp_id: string): Promise<MediaRow | undefined> => {
    const [row] = await bed.owner.query<MediaRow>(
      'select f.* from media f join messages m on m.id = f.message_id where m.whatsapp_id = $1',
      [whatsapp_id]
    )
    return row
  }
  const ended = (whatsapp_id: string, ms = 60_000): Promise<MediaRow> =>
    until(
      'the file is fetched or given up',
      async () => {
        const row = await fileOf(whatsapp_id)
        return row && row.status !== 'fetching' && row
      },
      ms
    )
  const content = async ({ sha256 }: MediaRow): Promise<Buffer> => {
    const found = await bed.store.read({ tenant_id: bed.tenant_id, sha256: sha256 ?? '' })
    return Buffer.concat((await found?.content.toArray()) ?? [])
  }
  const events = (type: string) =>
    bed.owner.query<{ data: Record<string, unknown> }>(
      'select data from events where type = $1 order by seq',
      [type]
    )
  return { bed, session_id, number, friend, send, fileOf, ended, content, events }
}

test('every kind with a file is stored at once and its file byte for byte after it, from one byte to five million', async (t) => {
  const { bed, send, ended, content, events } = await started(t)
  const sizes = [100_000, 1, 15, 16, 17, 5_000_000, 65_536, 100_000, 30_000]
  for (const [index, [title, said, type, shown, row]] of kinds.entries()) {
    const bytes = randomBytes(sizes[index] ?? 1)
    const { id } = await send({ ...said, content: bytes.toString('base64') })
    const media = await ended(id)
    const [message] = await bed.owner.query<{ type: string; content: Record<string, object> }>(
      'select type, content from messages where whatsapp_id = $1',
      [id]
    )
    assert.equal(message?.type, type, title)
    assert.deepEqual(
      message?.content,
      { [type]: { id: media.id, mime_type: media.mime_type, bytes: bytes.length, ...shown } },
      title
    )
    assert.deepEqual(await content(media), bytes, title)
    const kept = { ...media, thumbnail: base64(media.thumbnail), waveform: base64(media.waveform) }
    const expected = { status: 'ready', sha256: sha256(bytes), bytes: bytes.length, origin: null }
    assert.deepEqual({ ...kept, ...expected, ...row }, kept, title)
  }
  const received = await events('message.received')
  const ready = await events('media.ready')
  assert.equal(received.length, kinds.length)
  assert.equal(ready.length, kinds.length)
  assert.deepEqual(Object.keys(received[0]?.data['image'] ?? {}).includes('media_key'), false)
  assert.equal(ready[0]?.data['status'], 'ready')
  const [{ refused } = { refused: 1 }] = await bed.owner.query<{ refused: number }>(
    'select count(*)::int as refused from refused_facts'
  )
  assert.equal(refused, 0)
})

const base64 = (bytes: Buffer | null): string | null => bytes?.toString('base64') ?? null

test('a download that breaks off, stalls, is damaged or refused is made again until the file is there', async (t) => {
  const { bed, send, ended, content } = await started(t)
  for (const fault of [
    'cut_downloads',
    'truncate_downloads',
    'damage_downloads',
    'endless_downloads',
    'slow_downloads',
    'refuse_downloads'
  ] as const) {
    await bed.simulator.setFaults({ [fault]: 1 })
    const bytes = randomBytes(200_000)
    const { id } = await send({ type: 'image', content: bytes.toString('base64') })
    const media = await ended(id)
    assert.equal(media.status, 'ready', `${fault}: ${media.reason}`)
    assert.deepEqual(await content(media), bytes, fault)
    const { applied } = await bed.simulator.faults()
    assert.equal(applied[fault], 1, fault)
  }
})

test('an expired file is had from the phone, and one that the phone does not have is unavailable', async (t) => {
  const { bed, friend, send, ended, content, events } = await started(t)
  await bed.simulator.setFaults({ refuse_downloads: 1, media_code: 410 })
  const bytes = randomBytes(40_000)
  const { id } = await send({ type: 'video', content: bytes.toString('base64') })
  const renewed = await ended(id)
  assert.equal(renewed.status, 'ready')
  assert.deepEqual(await content(renewed), bytes)
  await bed.simulator.setFaults({ cut_downloads: 1 })
  const { id: other } = await send({ type: 'image', size: 5_000 })
  await bed.simulator.expireMedia({ number: friend.number, id: other, gone: true })
  const gone = await ended(other)
  assert.deepEqual([gone.status, gone.reason, gone.origin], ['unavailable', 'expired', null])
  const [told] = await events('media.unavailable')
  assert.equal(told?.data['reason'], 'expired')
})

for (const wrong of ['mac', 'sha256', 'enc_sha256', 'length', 'key'] as const)
  test(`a file whose ${wrong} is not what its message says is asked for again and then unavailable, and nothing of it is kept`, async (t) => {
    const { bed, send, ended, events } = await started(t)
    const { id } = await send({ type: 'document', size: 100_000, wrong })
    const { status, reason } = await ended(id)
    assert.deepEqual([status, reason], ['unavailable', 'damaged'])
    const files = await bed.owner.query('select from media_files')
    assert.equal(files.length, 0)
    for await (const file of bed.store.list()) assert.fail(`kept: ${file.sha256}`)
    assert.equal((await events('media.unavailable')).length, 1)
  })

test('no other host than those of WhatsApp is asked, whatever a message says', async (t) => {
  const { send, ended } = await started(t)
  for (const wrong of ['host', 'path'] as const) {
    const { id } = await send({ type: 'image', size: 100, wrong })
    const { status, reason } = await ended(id)
    assert.deepEqual([status, reason], ['unavailable', 'expired'], wrong)
  }
})

test('a file that is too large, or for which the customer has no room, is refused before it is fetched', async (t) => {
  const { bed, send, ended } = await started(t, { MEDIA_RECEIVED_BYTES_MAX: '50000' })
  const before = (await bed.simulator.stats()).media_downloads
  const { id } = await send({ type: 'video', size: 50_001 })
  assert.equal((await ended(id)).reason, 'too_large')
  await bed.owner.query(
    `insert into subscriptions (id, tenant_id, plan_id, status, current_period_start, current_period_end)
     select new_id('sub'), $1, id, 'active', now(), now() + interval '1 day' from subscription_plans where code = 'trial'`,
    [bed.tenant_id]
  )
  await bed.owner.query('update subscriptions set media_bytes_max = 30000')
  const { id: second } = await send({ type: 'video', size: 30_001 })
  assert.equal((await ended(second)).reason, 'storage_full')
  assert.equal((await bed.simulator.stats()).media_downloads, before)
  const { id: third } = await send({ type: 'video', size: 30_000 })
  assert.equal((await ended(third)).status, 'ready')
})

test('what was being fetched when its worker was killed is fetched by the next one', async (t) => {
  const { bed, session_id, send, ended, content, fileOf } = await started(t)
  await bed.simulator.setFaults({ stall_downloads: true })
  const bytes = randomBytes(80_000)
  const { id } = await send({ type: 'image', content: bytes.toString('base64') })
  await until('it is being fetched', async () => {
    const { applied } = await bed.simulator.faults()
    return (applied.stall_downloads ?? 0) > 0
  })
  assert.equal((await fileOf(id))?.status, 'fetching')
  bed.worker.kill('SIGKILL')
  await once(bed.worker, 'exit')
  await bed.simulator.clearFaults()
  await bed.spawnWorker()
  await bed.assign(session_id)
  const media = await ended(id)
  assert.deepEqual(await content(media), bytes)
  assert.equal((await bed.owner.query("select from events where type = 'media.ready'")).length, 1)
})
