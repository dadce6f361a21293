import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { customerSession } from '../../testkit/customer-session.ts'
import { until } from '../../testkit/until.ts'
import { unzip } from '../../testkit/unzip.ts'
import { startReceiver } from '../../testkit/webhook-receiver.ts'

const words = { out: 'theoaktreetreasure', in: 'thewillowtreasure', wrong: 'theashtreasure' }

/** Everything below the folder but the database, by path. */
const filesBelow = async (folder: string): Promise<Map<string, string>> => {
  const files = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || path.includes('postgres')) continue
    files.set(path, await readFile(path, 'latin1'))
  }
  return files
}

test('a customer writes and reads, exports and erases the account: no text and no whole number is in a log, a metric or a file, and the phone has no linked device', async (t) => {
  const world = await customerSession(t, { LOG_LEVEL: 'debug' })
  const { product, simulator, customer, session_id, friend, phone } = world
  let output = ''
  for (const stream of [product.child.stdout, product.child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const receiver = await startReceiver(t)
  await customer.post('/api/v1/webhooks', { url: receiver.url })
  const { body: sent } = await world.deliver(friend.number, {
    type: 'text',
    text: { body: words.out }
  })
  const heard = await world.say(friend.number, phone.number, { conversation: words.in })
  assert.equal(heard.text.body, words.in)
  const wrong = { session_id, to: friend.number, type: 'text', text: { body: 1, x: words.wrong } }
  assert.equal((await customer.post('/api/v1/messages', wrong)).status, 422)
  await customer.post(`/api/v1/sessions/${session_id}/contacts/check`, {
    phone_numbers: [`+${friend.number}`]
  })
  await until('both are told of', () =>
    [sent.id, heard.id].every((id) => receiver.deliveries.some(({ event }) => event.data.id === id))
  )
  const metrics = await (await fetch(`${product.url}/metrics`)).text()

  const asked = await customer.post('/api/v1/account/export')
  assert.equal(asked.status, 202)
  const ready = await until('the export is ready', async () => {
    const { body } = await customer.get(`/api/v1/account/export/${asked.body.id}`)
    return body.status === 'ready' && body
  })
  const address = new URL(ready.url, product.url)
  const archive = Buffer.from(await (await fetch(address)).arrayBuffer())
  const exported = unzip(archive).get('messages.ndjson')?.toString() ?? ''
  assert.ok(exported.includes(words.out) && exported.includes(words.in))

  assert.equal((await simulator.phone(phone.number)).devices.length, 1)
  const erased = await fetch(`${product.url}/api/v1/account`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${customer.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ current_password: 'correct horse battery' })
  })
  assert.equal(erased.status, 202, await erased.clone().text())
  assert.equal((await customer.get('/api/v1/auth/me')).body.code, 'account_erasing')
  const again = { email: customer.user.email, password: 'correct horse battery' }
  await until('the account is gone', async () => {
    const { body } = await product.call().post('/api/v1/auth/login', again)
    return body.code === 'login_failed'
  })
  assert.deepEqual((await simulator.phone(phone.number)).devices, [], 'the phone was told')

  const files = await until('no folder of the account is left', async () => {
    // It goes while it is looked at.
    const found = await filesBelow(product.data_dir).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    return found && ![...found.keys()].some((path) => path.includes('/ten_')) && found
  })
  const logs = [output, ...files.values()].join('')
  // Of the worker and of the delivery role, down to debug.
  assert.match(logs, /"webhook called"/)
  assert.ok(logs.includes(session_id))
  const places = [...files, ['output', output] as const, ['metrics', metrics] as const]
  for (const secret of [...Object.values(words), friend.number, phone.number])
    for (const [place, text] of places) {
      const at = text.indexOf(secret)
      assert.ok(at < 0, `${secret} in ${place}: ${text.slice(Math.max(0, at - 300), at + 100)}`)
    }
})
