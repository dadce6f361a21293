import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { type TestContext, test } from 'node:test'
import { type AnyMessageContent, downloadMediaMessage, type WAMessage } from 'baileys'
import { startSimulator } from '../src/index.ts'
import type { MediaType, SimulatorInfo, SimulatorOptions } from '../src/types/types.ts'
import { type Client, linkClient, simulatorFor, until } from './harness.ts'
import { mediaOptions } from './media-options.ts'

const linked = async (t: TestContext, options: SimulatorOptions = {}) => {
  const simulator = await simulatorFor(t, options)
  const media = mediaOptions(simulator)
  const { client, number } = await linkClient(t, simulator, undefined, media)
  const contact = await simulator.client.createPhone()
  return { simulator, client, number, contact, media }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const withFile = (client: Client, id: string): Promise<WAMessage> =>
  until(() => client.messages.find(({ key, message }) => key.id === id && message), `message ${id}`)

const TYPES: MediaType[] = ['image', 'video', 'audio', 'document', 'sticker']

test('files of every kind from a contact can be fetched and decrypted by the client', async (t) => {
  const { simulator, client, number, contact, media } = await linked(t)
  for (const type of TYPES) {
    const content = randomBytes(100_000)
    const { id, sha256: sent } = await simulator.client.sendMedia(contact.number, {
      to: number,
      type,
      content: content.toString('base64'),
      caption: `a ${type}`,
      file_name: 'report.pdf'
    })
    const message = await withFile(client, id)
    const bytes = await downloadMediaMessage(message, 'buffer', media)
    assert.deepEqual(bytes, content)
    assert.equal(sent, sha256(content))
  }
  const [first] = client.messages
  assert.equal(first?.message?.imageMessage?.caption, 'a image')
  const part = { startByte: 5000, endByte: 70_001 }
  const { id, sha256: whole } = await simulator.client.sendMedia(contact.number, {
    to: number,
    type: 'video',
    size: 200_000
  })
  const message = await withFile(client, id)
  const all = await downloadMediaMessage(message, 'buffer', media)
  assert.equal(sha256(all), whole)
  const some = await downloadMediaMessage(message, 'buffer', { ...media, ...part })
  assert.deepEqual(some, all.subarray(part.startByte, part.endByte))
})

test('files of every kind from the client are uploaded, and verified by the phone', async (t) => {
  const { simulator, client, contact } = await linked(t)
  const jpegThumbnail = randomBytes(20).toString('base64')
  const content = randomBytes(300_000)
  const kinds: [string, AnyMessageContent, string][] = [
    ['image', { image: content, caption: 'look', jpegThumbnail }, 'image/jpeg'],
    ['video', { video: content, caption: 'watch', jpegThumbnail }, 'video/mp4'],
    ['audio', { audio: content, seconds: 3, ptt: false }, 'audio/ogg; codecs=opus'],
    [
      'document',
      { document: content, mimetype: 'application/pdf', fileName: 'a.pdf' },
      'application/pdf'
    ],
    ['sticker', { sticker: content }, 'image/webp']
  ]
  for (const [kind, message, mime] of kinds) {
    const sent = await client.socket.sendMessage(contact.jid, message)
    const id = sent?.key.id ?? ''
    const { messages } = await simulator.client.waitReceived(contact.number, { id })
    const caption = 'caption' in message ? message.caption : ''
    assert.equal(messages[0]?.kind, kind)
    assert.deepEqual(messages[0]?.media, {
      mime,
      bytes: content.length,
      sha256: sha256(content),
      caption,
      ...(kind === 'document' && { file_name: 'a.pdf' }),
      ...('jpegThumbnail' in message && { thumbnail: jpegThumbnail }),
      ...(kind === 'audio' && { seconds: 3 }),
      verified: true
    })
  }
})

test('a file that is not what its message says is noted as such', async (t) => {
  const { simulator, client, contact } = await linked(t)
  const sent = await client.socket.sendMessage(contact.jid, { sticker: randomBytes(1000) })
  const sticker = sent?.message?.stickerMessage
  assert.ok(sticker)
  const wrong = [
    [{ ...sticker, fileSha256: randomBytes(32) }, /hash of the content is wrong/],
    [{ ...sticker, fileEncSha256: randomBytes(32) }, /hash of the file is wrong/],
    [{ ...sticker, mediaKey: randomBytes(32) }, /MAC of the file is wrong/],
    [{ ...sticker, fileLength: 999 }, /length of the content is wrong/],
    [{ ...sticker, directPath: '/v/t62.7118-24/gone.enc' }, /not on the server/]
  ] as const
  for (const [stickerMessage, error] of wrong) {
    const id = await client.socket.relayMessage(contact.jid, { stickerMessage }, {})
    const { messages } = await simulator.client.waitReceived(contact.number, { id })
    assert.equal(messages[0]?.media?.verified, false)
    assert.match(messages[0]?.media?.error ?? '', error)
  }
})

test('without the authority the media server is not trusted', async (t) => {
  const { simulator, client, number, contact } = await linked(t)
  const { id } = await simulator.client.sendMedia(contact.number, {
    to: number,
    type: 'image',
    size: 10
  })
  const message = await withFile(client, id)
  await assert.rejects(downloadMediaMessage(message, 'buffer', {}), /fetch failed/)
})

test('the same seed gives the same authority, at the path that was asked for', async (t) => {
  const seed = randomBytes(32).toString('hex')
  const [one, two] = [await startSimulator({ seed }), await startSimulator({ seed })]
  t.after(() => Promise.all([one.stop(), two.stop()]))
  const crossed = mediaOptions({ ...two, media_ca: one.media_ca })
  const answer = await fetch(`${two.media_url}/nothing`, crossed.options)
  assert.equal(answer.status, 404)
  assert.match(readFileSync(one.media_ca, 'utf8'), /^-----BEGIN CERTIFICATE-----\n/)
})

test('an upload needs the auth, the token and the hash of what it brings', async (t) => {
  const { simulator, client, media } = await linked(t, { media_bytes_max: 100_000 })
  const { auth, hosts } = await client.socket.refreshMediaConn()
  assert.equal(`https://${hosts[0]?.hostname}`, simulator.media_url)
  const body = randomBytes(1000)
  const hash = createHash('sha256').update(body).digest('base64url')
  const other = createHash('sha256').update('other').digest('base64url')
  const post = (path: string, bytes: Buffer = body) =>
    upload(simulator, media.fetchAgent, path, bytes)
  assert.equal(await post(`/mms/image/${hash}?auth=${auth}&token=${hash}`), 200)
  assert.equal(await post(`/mms/image/${hash}?token=${hash}`), 401)
  assert.equal(await post(`/mms/image/${hash}?auth=${auth.slice(0, -2)}AA&token=${hash}`), 401)
  assert.equal(await post(`/mms/image/${hash}?auth=${auth}&token=${other}`), 403)
  assert.equal(await post(`/mms/image/${other}?auth=${auth}&token=${other}`), 400)
  const large = Buffer.alloc(100_001)
  assert.equal(await post(`/mms/image/${hash}?auth=${auth}&token=${hash}`, large), 413)
})

test('the store has a bound: the oldest file goes, and the client is told it is gone', async (t) => {
  const { simulator, client, number, contact, media } = await linked(t, {
    media_bytes_max: 1_000_000
  })
  const input = { to: number, type: 'document', size: 400_000 } as const
  const ids: string[] = []
  for (let index = 0; index < 3; index += 1) {
    ids.push((await simulator.client.sendMedia(contact.number, input)).id)
  }
  const [first, , last] = await Promise.all(ids.map((id) => withFile(client, id)))
  assert.ok(first && last)
  assert.equal((await downloadMediaMessage(last, 'buffer', media)).length, 400_000)
  await assert.rejects(downloadMediaMessage(first, 'buffer', media), /Failed to fetch stream/)
  const reupload = client.socket.updateMediaMessage(first)
  await assert.rejects(reupload, /Media re-upload failed by device|re-upload media/)
})

test('an expired file can be had again when the client asks the phone for it', async (t) => {
  const { simulator, client, number, contact, media } = await linked(t)
  const {
    id,
    sha256: hash,
    direct_path
  } = await simulator.client.sendMedia(contact.number, {
    to: number,
    type: 'image',
    size: 5000
  })
  const message = await withFile(client, id)
  assert.deepEqual(await simulator.client.expireMedia({ number, id }), { expired: 1 })
  await assert.rejects(downloadMediaMessage(message, 'buffer', media), /Failed to fetch stream/)
  const renewed = await client.socket.updateMediaMessage(message)
  assert.notEqual(renewed.message?.imageMessage?.directPath, direct_path)
  assert.equal(sha256(await downloadMediaMessage(renewed, 'buffer', media)), hash)
})

const upload = async (
  simulator: SimulatorInfo,
  agent: ReturnType<typeof mediaOptions>['fetchAgent'],
  path: string,
  body: Buffer
): Promise<number | undefined> => {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
  const post = request(`${simulator.media_url}${path}`, { method: 'POST', agent }, (response) => {
    response.resume().once('end', () => resolve(response.statusCode))
  })
  post.once('error', reject).end(body)
  return promise
}
