import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:https'
import { type TestContext, test } from 'node:test'
import type { FaultInput, SendMediaInput } from '../src/types/types.ts'
import { linkClient, simulatorFor } from './harness.ts'
import { mediaOptions } from './media-options.ts'

const started = async (t: TestContext) => {
  const simulator = await simulatorFor(t)
  const media = mediaOptions(simulator)
  const { client, number } = await linkClient(t, simulator, undefined, media)
  const contact = await simulator.client.createPhone()
  const send = (more: Partial<SendMediaInput> = {}) =>
    simulator.client.sendMedia(contact.number, { to: number, type: 'image', size: 40_000, ...more })
  const get = (path: string, idle_ms = 500) =>
    fetch(`${simulator.media_url}${path}`, {
      ...media.options,
      signal: AbortSignal.timeout(idle_ms)
    })
  const setFaults = (faults: FaultInput) => simulator.client.setFaults(faults)
  return { simulator, media, client, number, contact, send, get, setFaults }
}

const lengthOf = async (response: Response): Promise<number> =>
  (await response.arrayBuffer()).byteLength

test('a path that somebody has changed leads nowhere, and one that has expired says so', async (t) => {
  const { simulator, number, send, get } = await started(t)
  const { id, direct_path } = await send()
  assert.equal((await get(direct_path)).status, 200)
  const changed = (name: string, value: string): string => {
    const url = new URL(direct_path, 'https://localhost')
    url.searchParams.set(name, value)
    return url.pathname + url.search
  }
  for (const [name, value] of [
    ['oh', 'ab'.repeat(18)],
    ['oe', 'ffffffff'],
    ['_nc_cat', '1']
  ] as const)
    assert.equal((await get(changed(name, value))).status, 403, name)
  const hash = /24\/(.+)\.enc/.exec(direct_path)?.[1] ?? ''
  assert.equal((await get(changed('hash', hash))).status, 200)
  assert.equal((await get(changed('hash', randomBytes(32).toString('base64url')))).status, 404)
  await simulator.client.expireMedia({ number, id })
  assert.equal((await get(direct_path)).status, 410)
  await simulator.client.expireMedia({ number, id, gone: true })
  assert.equal((await get(direct_path)).status, 404)
})

test('downloads go wrong in every way that is asked for, and as often', async (t) => {
  const { simulator, send, get, setFaults } = await started(t)
  const { direct_path } = await send()
  const whole = Buffer.from(await (await get(direct_path)).arrayBuffer())
  await setFaults({ refuse_downloads: 1, media_code: 507 })
  assert.equal((await get(direct_path)).status, 507)
  await setFaults({ truncate_downloads: 1 })
  assert.equal(await lengthOf(await get(direct_path)), whole.length >> 1)
  await setFaults({ cut_downloads: 1 })
  await assert.rejects(async () => lengthOf(await get(direct_path)), /terminated/)
  await setFaults({ stall_downloads: 1 })
  await assert.rejects(async () => lengthOf(await get(direct_path)), /timeout/)
  await setFaults({ endless_downloads: 1 })
  await assert.rejects(async () => lengthOf(await get(direct_path)), /timeout/)
  await setFaults({ damage_downloads: 1 })
  const damaged = Buffer.from(await (await get(direct_path)).arrayBuffer())
  assert.equal(damaged.length, whole.length)
  assert.equal(damaged.filter((byte, index) => byte !== whole[index]).length, 1)
  await setFaults({ slow_downloads: 1 })
  assert.deepEqual(Buffer.from(await (await get(direct_path, 20_000)).arrayBuffer()), whole)
  assert.deepEqual(Buffer.from(await (await get(direct_path)).arrayBuffer()), whole)
  const { applied } = await simulator.client.faults()
  assert.equal(Object.keys(applied).filter((name) => name.endsWith('_downloads')).length, 7)
})

test('uploads go wrong in every way that is asked for, and a second host takes what the first refuses', async (t) => {
  const { simulator, media, client, contact, setFaults } = await started(t)
  const { auth, hosts } = await client.socket.refreshMediaConn()
  const names = hosts.map(({ hostname }) => hostname.replace(/:.*/, ''))
  assert.deepEqual(names, ['127.0.0.1', 'localhost'])
  const body = randomBytes(100_000)
  const hash = createHash('sha256').update(body).digest('base64url')
  const post = (kind = 'image'): Promise<number | undefined> => {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
    const path = `${simulator.media_url}/mms/${kind}/${hash}?auth=${auth}&token=${hash}`
    const sending = request(path, { method: 'POST', agent: media.fetchAgent, timeout: 500 })
    sending.once('timeout', () => sending.destroy(new Error('no answer')))
    sending.once('response', (response) => resolve(response.resume().statusCode))
    sending.once('error', reject).end(body)
    return promise
  }
  assert.equal(await post('picture'), 404)
  await setFaults({ refuse_uploads: 1, media_code: 401 })
  assert.equal(await post(), 401)
  await setFaults({ cut_uploads: 1 })
  await assert.rejects(post(), /hang up|ECONNRESET|EPIPE/)
  await setFaults({ stall_uploads: 1 })
  await assert.rejects(post(), /no answer/)
  assert.equal(await post(), 200)
  await setFaults({ refuse_uploads: 1, media_code: 503 })
  const sent = await client.socket.sendMessage(contact.jid, { sticker: body })
  const { messages } = await simulator.client.waitReceived(contact.number, {
    id: sent?.key.id ?? ''
  })
  assert.equal(messages[0]?.media?.verified, true)
})

test('a phone sends files that are not what their messages say', async (t) => {
  const { simulator, send } = await started(t)
  const other = await simulator.client.createPhone()
  const errors: Record<string, string> = {}
  for (const wrong of ['mac', 'sha256', 'enc_sha256', 'length', 'key'] as const) {
    const { id } = await send({ to: other.number, wrong })
    const { messages } = await simulator.client.waitReceived(other.number, { id })
    errors[wrong] = messages[0]?.media?.error ?? ''
  }
  assert.deepEqual(errors, {
    mac: 'Error: the MAC of the file is wrong',
    sha256: 'Error: the hash of the content is wrong',
    enc_sha256: 'Error: the hash of the file is wrong',
    length: 'Error: the length of the content is wrong',
    key: 'Error: the MAC of the file is wrong'
  })
  const note = { type: 'video', video_note: true, seconds: 5, width: 400, height: 400 } as const
  const { id } = await send({ to: other.number, ...note })
  const [shown] = (await simulator.client.waitReceived(other.number, { id })).messages
  assert.equal(shown?.kind, 'ptv')
  assert.deepEqual(
    { ...shown?.media, sha256: '' },
    {
      mime: 'video/mp4',
      bytes: 40_000,
      sha256: '',
      caption: '',
      width: 400,
      height: 400,
      seconds: 5,
      video_note: true,
      verified: true
    }
  )
})
