import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import type { SendMediaInput } from '@whatsapp-saas/simulator/client'
import { proto } from 'baileys'
import type { MediaRow } from '../../src/domain/media.ts'
import type { MessageRow } from '../../src/domain/message.ts'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

const started = async (t: TestContext) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({ name: 'Grace' })
  const send = (said: Omit<SendMediaInput, 'to'>, from = friend.number, to = own.number) =>
    bed.simulator.sendMedia(from, { to, ...said })
  const rows = (): Promise<MessageRow[]> =>
    bed.owner.query<MessageRow>('select * from messages order by id')
  const row = async (whatsapp_id: string): Promise<MessageRow | undefined> =>
    (await rows()).find((one) => one.whatsapp_id === whatsapp_id)
  const ready = (count: number): Promise<MediaRow[]> =>
    until(`${count} files are ready`, async () => {
      const found = await bed.owner.query<MediaRow>(
        "select * from media where status = 'ready' order by id"
      )
      return found.length === count && found
    })
  const told = async (): Promise<string[]> =>
    (
      await bed.owner.query<{ type: string }>(
        "select type from events where type ~ '^(message|media)' order by seq"
      )
    ).map((event) => event.type)
  return { bed, own, friend, session_id, send, rows, row, ready, told }
}

/** What a message shows beside its file. */
const shownIn = (message: MessageRow | undefined, type: string): Record<string, unknown> =>
  (message?.content[type] ?? {}) as Record<string, unknown>

const content = () => randomBytes(20_000).toString('base64')

for (const type of ['image', 'video'] as const)
  test(`${type}: what comes once more in high quality is one message, with the better file`, async (t) => {
    const { bed, send, rows, row, ready, told } = await started(t)
    const plain = { type, content: content(), width: 640, height: 480, caption: 'the harbour' }
    const { id } = await send(plain)
    const better = randomBytes(50_000)
    const { id: child } = await send({
      type,
      content: better.toString('base64'),
      width: 4_000,
      height: 3_000,
      hd_of: id
    })
    const files = await ready(2)
    const message = await row(id)
    assert.deepEqual(
      (await rows()).map((one) => one.whatsapp_id),
      [id]
    )
    const file = files.find((one) => one.bytes === better.length)
    assert.deepEqual(message?.content, {
      [type]: {
        id: file?.id,
        mime_type: file?.mime_type,
        bytes: better.length,
        width: 4_000,
        height: 3_000,
        caption: 'the harbour'
      }
    })
    assert.equal(message?.edited_at, null)
    assert.ok(files.every((one) => one.message_id === message?.id))
    assert.deepEqual((await told()).sort(), ['media.ready', 'media.ready', 'message.received'])
    // Both are acknowledged, and the one that came once more is had from the phone under its own id.
    assert.notEqual(child, id)
    const shown = await bed.store.read({
      tenant_id: bed.tenant_id,
      sha256: file?.sha256 ?? ''
    })
    assert.deepEqual(Buffer.concat((await shown?.content.toArray()) ?? []), better)
  })

test('the better file may come before its message, also when the worker is killed in between', async (t) => {
  const { bed, session_id, send, rows, row, ready } = await started(t)
  const id = 'A'.repeat(32)
  await send({ type: 'image', content: content(), width: 2_000, hd_of: id })
  const { id: after } = await send({ type: 'document', content: content() })
  await until('what came after it is there', async () => row(after))
  bed.worker.kill('SIGKILL')
  await once(bed.worker, 'exit')
  await bed.spawnWorker()
  await bed.assign(session_id)
  await send({ type: 'image', id, content: content(), width: 100, caption: 'late' })
  await ready(3)
  assert.equal((await rows()).length, 2)
  const { width, caption } = shownIn(await row(id), 'image')
  assert.deepEqual([width, caption], [2_000, 'late'])
})

test('of a message that was edited the caption stays, and one that was deleted stays so', async (t) => {
  const { bed, own, friend, send, row, rows, ready } = await started(t)
  const { id } = await send({ type: 'image', content: content(), caption: 'one' })
  const edit = proto.Message.encode({ imageMessage: { caption: 'two' } }).finish()
  const message = Buffer.from(edit).toString('base64')
  await bed.simulator.edit(friend.number, { to: own.number, id, text: '', message, form: 'plain' })
  await until('it is edited', async () => (await row(id))?.edited_at)
  const edited = await row(id)
  await send({ type: 'image', content: content(), caption: 'one', width: 3_000, hd_of: id })
  await ready(2)
  const { width, caption } = shownIn(await row(id), 'image')
  assert.deepEqual([width, caption], [3_000, 'two'])
  assert.deepEqual((await row(id))?.edited_at, edited?.edited_at)
  await bed.simulator.revoke(friend.number, { to: own.number, id })
  await until('it is deleted', async () => (await row(id))?.deleted_at)
  await send({ type: 'image', content: content(), hd_of: id })
  const { id: after } = await send({ type: 'document', content: content() })
  await until('what came after it is there', async () => row(after))
  assert.deepEqual((await row(id))?.content, {})
  assert.equal((await rows()).length, 2)
})

test('nobody gives a message of somebody else another file, and a form that saves room takes no place', async (t) => {
  const { bed, send, row, rows } = await started(t)
  const stranger = await bed.simulator.createPhone({ name: 'Eve' })
  const { id } = await send({ type: 'video', content: content(), width: 64 })
  await until('it is there', async () => row(id))
  await send({ type: 'video', content: content(), width: 1, hd_of: id }, stranger.number)
  await send({ type: 'video', content: content(), width: 2, hevc_of: id })
  await send({ type: 'image', content: content(), width: 3, hd_of: id })
  const { id: last } = await send({ type: 'document', content: content() })
  await until('what came after it is there', async () => row(last))
  const { id: by_stranger } = await send({ type: 'document', content: content() }, stranger.number)
  await until('that of the stranger too', async () => row(by_stranger))
  assert.equal(shownIn(await row(id), 'video')['width'], 64)
  assert.equal((await rows()).length, 3)
})
