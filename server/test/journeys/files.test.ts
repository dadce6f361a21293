import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import sharp from 'sharp'
import type { Json } from '../../testkit/caller.ts'
import { customerSession } from '../../testkit/customer-session.ts'
import { until } from '../../testkit/until.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

test('a file that a customer uploads reaches the phone byte for byte, and a file from the phone reaches the customer, through the whole product', async (t) => {
  const { simulator, customer, phone, friend, deliver, session_id, product } =
    await customerSession(t)
  const picture = await sharp({
    create: { width: 640, height: 480, channels: 3, background: '#0a7' }
  })
    .jpeg()
    .toBuffer()
  const uploaded = await customer.post('/api/v1/media', {
    data: picture.toString('base64'),
    file_name: 'green.jpg'
  })
  assert.equal(uploaded.status, 201, JSON.stringify(uploaded.body))
  assert.deepEqual([uploaded.body.mime_type, uploaded.body.sha256], ['image/jpeg', sha256(picture)])
  const image = { id: uploaded.body.id, caption: 'green' }
  const { received } = await deliver(friend.number, { type: 'image', image })
  const seen = received.media
  assert.deepEqual(
    [seen?.verified, seen?.sha256, seen?.width, seen?.height, seen?.caption],
    [true, sha256(picture), 640, 480, 'green']
  )
  assert.ok(seen?.thumbnail, 'apps show it before the file is there')

  const inline = await deliver(friend.number, {
    type: 'document',
    document: { data: picture.toString('base64'), filename: 'green.jpg' }
  })
  assert.deepEqual(
    [inline.received.media?.sha256, inline.received.media?.file_name],
    [sha256(picture), 'green.jpg']
  )

  const paper = randomBytes(300_000)
  const { id } = await simulator.sendMedia(friend.number, {
    to: phone.number,
    type: 'document',
    file_name: 'bill.pdf',
    mime: 'application/pdf',
    content: paper.toString('base64')
  })
  const file: Json = await until('the file of the document is ready', async () => {
    const { body } = await customer.get(`/api/v1/messages?session_id=${session_id}`)
    const message = body.data.find((one: Json) => one.whatsapp_id === id)
    if (message?.document.status !== 'ready') return false
    const media = await customer.get(`/api/v1/messages/${message.id}/media`)
    return media.status === 200 && media.body
  })
  assert.deepEqual([file.file_name, file.bytes, file.sha256], ['bill.pdf', 300_000, sha256(paper)])
  const response = await fetch(new URL(file.url, product.url))
  assert.equal(response.status, 200)
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), paper)
})
