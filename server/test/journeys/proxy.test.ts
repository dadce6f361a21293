import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { scanSession } from '../../testkit/link.ts'
import { startProduct } from '../../testkit/product.ts'
import { startProxy } from '../../testkit/proxies.ts'
import { until } from '../../testkit/until.ts'

test('a customer links a number through a proxy, takes another, and nothing of the passwords is in the log', async (t) => {
  // Only sessions go to WhatsApp: nobody looks for a newer version there, and none is needed.
  const product = await startProduct(
    t,
    { PROXY_ALLOWED_ADDRESSES: 'loopback', LOG_LEVEL: 'trace', WHATSAPP_WEB_URL: 'off' },
    { autumn: false }
  )
  const first = await startProxy(t, { scheme: 'http', credentials: 'ann:open-sesame' })
  const second = await startProxy(t, { scheme: 'socks5', credentials: 'bob:abracadabra' })
  const customer = await product.register()
  const made = await customer.post('/api/v1/sessions', { session_name: 'one', proxy: first.url() })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { id } = made.body
  await customer.post('/api/v1/instances', { session_id: id })
  const phone = await product.simulator.createPhone({})
  await scanSession(product, customer, id, phone.number)
  assert.ok(first.led.length > 0)

  const changed = await customer.patch(`/api/v1/sessions/${id}`, { proxy: second.url() })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  await until('it is connected through the other', async () => {
    const { body } = await customer.get(`/api/v1/sessions/${id}`)
    return second.led.length > 0 && body.status === 'connected'
  })
  const friend = await product.simulator.createPhone()
  await customer.post('/api/v1/messages', {
    session_id: id,
    to: `+${friend.number}`,
    type: 'text',
    text: { body: 'through a proxy' }
  })
  await product.simulator.waitReceived(friend.number, { text: 'through a proxy' })
  const { connections_taken } = await product.simulator.stats()
  assert.equal(connections_taken, first.led.length + second.led.length, 'nothing went past them')
  const folder = join(product.data_dir, 'logs')
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.log'))
  const log = (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join(
    ''
  )
  assert.ok(log.includes('session connected'), 'the logs of the workers are among them')
  assert.ok(!/open-sesame|abracadabra/.test(log))
})
