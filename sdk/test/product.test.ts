import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanSession } from '../../server/testkit/link.ts'
import { startProduct } from '../../server/testkit/product.ts'
import { until } from '../../server/testkit/until.ts'
import { startReceiver } from '../../server/testkit/webhook-receiver.ts'
import { createClient, everyOf, type GatewayEvent, webhooks } from '../src/index.ts'

test('a customer registers, links a number, sends texts and files, and hears of each event once, restarts included', async (t) => {
  const product = await startProduct(t)
  const receiver = await startReceiver(t)
  const { simulator, url } = product

  const { access_token: token } = await createClient({ url }).registerUser({
    email: 'ada@example.com',
    password: 'a long enough password',
    name: 'Ada'
  })
  const { key } = await createClient({ url, token }).createApiKey({
    name: 'sdk',
    scopes: ['sessions:read', 'sessions:write', 'messages:read', 'messages:write']
  })
  const gateway = createClient({ url, api_key: key })
  const session = await gateway.createSession({
    session_name: 'support',
    webhook_url: receiver.url
  })

  const enough = new AbortController()
  const heard: GatewayEvent[] = []
  const listening = (async () => {
    for await (const event of gateway.events({ session_id: session.id, signal: enough.signal })) {
      heard.push(event)
    }
  })()
  listening.catch(() => undefined)
  t.after(() => enough.abort())

  await gateway.createInstance({ session_id: session.id })
  const phone = await simulator.createPhone({ name: 'Ada' })
  await scanSession(product, product.call(token), session.id, phone.number)
  await until('connected', () => heard.some((event) => event.type === 'session.connected'))

  const friend = await simulator.createPhone({ name: 'Grace' })
  const to = `+${friend.number}`
  const file = new Blob([Buffer.from('a,b\n1,2\n')], { type: 'text/csv' })
  const media = await gateway.uploadMedia({ file })
  const first = await gateway.sendMessage({
    session_id: session.id,
    to,
    type: 'text',
    text: { body: 'hello' }
  })
  await until('sent', () => heard.some((event) => event.type === 'message.sent'))

  // With the service gone in the middle of it, the call waits and the events go on.
  await product.stop()
  const second = gateway.sendMessage(
    { session_id: session.id, to, type: 'document', document: { id: media.id, filename: 'a.csv' } },
    { retries: 20 }
  )
  await product.start()
  const { id } = await second
  await until('both are sent', async () => (await gateway.getMessage({ id })).status !== 'queued')
  await until('both are told', () => told('message.sent').length === 2)
  assert.equal(new Set(heard.map((event) => event.id)).size, heard.length)

  const download = await gateway.openFile({ id: media.id })
  assert.equal(await download.text(), 'a,b\n1,2\n')
  const listed: string[] = []
  for await (const message of everyOf(gateway.listMessages, { session_id: session.id, limit: 1 })) {
    listed.push(message.id)
  }
  assert.deepEqual(listed.sort(), [first.id, id].sort())

  const posted = await until('a webhook', () =>
    receiver.deliveries.find((one) => one.event.type === 'message.sent')
  )
  const event = webhooks.verify(posted.body, posted.headers, session.webhook_secret ?? '')
  assert.ok(event.type === 'message.sent' && event.data.id === first.id)
  assert.throws(
    () => webhooks.verify(`${posted.body} `, posted.headers, session.webhook_secret ?? ''),
    webhooks.WebhookVerificationError
  )

  await assert.rejects(gateway.getMe(), { code: 'scope_missing', status: 403 })
  enough.abort()
  await listening

  function told(type: GatewayEvent['type']): GatewayEvent[] {
    return heard.filter((one) => one.type === type)
  }
})
