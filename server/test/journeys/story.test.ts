import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertBounded, parseExposition, sumOf } from '../../testkit/exposition.ts'
import { scanSession } from '../../testkit/link.ts'
import { startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import { startReceiver } from '../../testkit/webhook-receiver.ts'

test('from registration to an answered message: the five first calls, a scan, both directions, receipts and signed webhooks', async (t) => {
  const product = await startProduct(t)
  const receiver = await startReceiver(t)
  const { simulator } = product

  const registered = await product.call().post('/api/v1/auth/register', {
    email: 'ada@example.com',
    password: 'a long enough password',
    name: 'Ada'
  })
  assert.equal(registered.status, 201)
  const login = await product
    .call()
    .post('/api/v1/auth/login', { email: 'ada@example.com', password: 'a long enough password' })
  assert.equal(login.status, 200)
  assert.equal(login.body.token_type, 'Bearer')
  const ada = product.call(login.body.access_token)

  const session = await ada.post('/api/v1/sessions', {
    session_name: 'support',
    webhook_url: receiver.url
  })
  assert.equal(session.status, 201)
  assert.equal(session.body.webhook_url, receiver.url)
  const secret = session.body.webhook_secret
  const refused = await ada.post('/api/v1/messages', {
    session_id: session.body.id,
    to: '+201001234567',
    type: 'text',
    text: { body: 'too early' }
  })
  assert.equal(refused.body.code, 'session_not_linked')

  const instance = await ada.post('/api/v1/instances', { session_id: session.body.id })
  assert.ok(instance.status === 201 || instance.status === 200)
  const { qr } = await until('a QR code', async () => {
    const answer = await ada.get(`${product.auth_url}/session/${session.body.id}/qr`)
    return answer.status === 200 && answer.body
  })
  assert.match(qr, /^https:\/\/wa\.me\/settings\/linked_devices#/)
  const phone = await simulator.createPhone({ name: 'Ada' })
  await scanSession(
    product,
    ada,
    session.body.id,
    phone.number,
    `${product.auth_url}/session/${session.body.id}/qr`
  )
  const connected = await until('connected', async () => {
    const answer = await ada.post(`${product.auth_url}/session/validate`, {
      session_id: session.body.id
    })
    return answer.body.connected && answer.body
  })
  assert.equal(connected.phone_number, `+${phone.number}`)
  assert.equal(
    (await ada.get(`/api/v1/sessions/${session.body.id}/qr`)).body.code,
    'session_connected'
  )

  const friend = await simulator.createPhone({ name: 'Grace' })
  const sent = await ada.post('/api/v1/messages', {
    session_id: session.body.id,
    to: `+${friend.number}`,
    type: 'text',
    text: { body: 'hello Grace' }
  })
  assert.equal(sent.status, 202)
  assert.equal(sent.body.status, 'queued')
  const received = await simulator.waitReceived(friend.number, { id: sent.body.whatsapp_id })
  assert.equal(received.messages[0]?.text, 'hello Grace')
  await simulator.read(friend.number, { chat: phone.number })
  const read = await until('read', async () => {
    const answer = await ada.get(`/api/v1/messages/${sent.body.id}`)
    return answer.body.status === 'read' && answer.body
  })
  assert.ok(read.sent_at && read.delivered_at && read.read_at)

  const { ids } = await simulator.say(friend.number, { to: phone.number, text: 'hello Ada' })
  const inbound = await until('the answer in the API', async () => {
    const answer = await ada.get(`/api/v1/messages?session_id=${session.body.id}&direction=inbound`)
    return answer.body.data[0]
  })
  assert.equal(inbound.whatsapp_id, ids[0])
  assert.equal(inbound.text.body, 'hello Ada')
  assert.equal(inbound.chat_id, sent.body.chat_id)

  const event = await until('the answer by webhook', () => receiver.events('message.received')[0])
  assert.equal(event.data.text.body, 'hello Ada')
  assert.equal(event.session_id, session.body.id)
  await until('the read receipt by webhook', () => receiver.events('message.read')[0])
  receiver.verify(secret)
  assert.deepEqual(
    receiver.events('message.sent').map((one) => one.data.id),
    [sent.body.id]
  )

  // The same person by the other address: WhatsApp has told which number it stands for.
  const again = await ada.post('/api/v1/messages', {
    session_id: session.body.id,
    to: friend.lid,
    type: 'text',
    text: { body: 'hello again' }
  })
  assert.equal(again.body.chat_id, sent.body.chat_id)
  await simulator.waitReceived(friend.number, { id: again.body.whatsapp_id })
  const chat = await ada.get(`/api/v1/messages?chat_id=${friend.lid}`)
  assert.deepEqual(
    chat.body.data.map((one: { id: string }) => one.id),
    [again.body.id, inbound.id, sent.body.id]
  )

  // The second one is with the phone before WhatsApp's acknowledgement is written.
  const metrics = await until('both messages are counted as sent', async () => {
    const read = parseExposition(await (await fetch(`${product.url}/metrics`)).text())
    return sumOf(read, 'gateway_messages_sent_total') === 2 && read
  })
  assertBounded(metrics)
  for (const [name, labels, value] of [
    ['gateway_messages_accepted_total', { kind: 'text' }, 2],
    ['gateway_messages_sent_total', { kind: 'text' }, 2],
    ['gateway_messages_received_total', { kind: 'text' }, 1],
    ['gateway_refused_requests_total', { code: 'session_not_linked' }, 1],
    ['gateway_socket_connects_total', {}, 1],
    ['gateway_sessions', { status: 'connected' }, 1],
    ['gateway_instances', { status: 'running', driver: 'process' }, 1],
    ['gateway_outbound_messages', { state: 'queued' }, 0],
    ['gateway_webhooks', { state: 'working' }, 1],
    ['gateway_leases', { state: 'held' }, 1],
    ['gateway_worker_sessions', { connected: 'yes' }, 1],
    ['gateway_workers_unread', {}, 0],
    ['gateway_health', { part: 'database', state: 'ok' }, 1]
  ] as const)
    assert.equal(sumOf(metrics, name, labels), value, name)
  for (const [name, labels] of [
    ['gateway_message_receipts_total', { status: 'read' }],
    ['gateway_webhook_duration_seconds_count', { outcome: 'accepted' }],
    ['gateway_jobs_total', { task: 'deliver_webhook', outcome: 'done' }],
    ['gateway_commit_duration_seconds_count', {}],
    ['gateway_decisions_total', { decision: 'start' }],
    ['gateway_database_connections', { role: 'delivery' }],
    ['gateway_worker_memory_bytes', {}],
    ['nodejs_eventloop_lag_p99_seconds', {}]
  ] as const)
    assert.ok(sumOf(metrics, name, labels) > 0, name)

  const health = await product.call().get('/health')
  assert.equal(health.body.status, 'ok')
  assert.doesNotMatch(product.output(), new RegExp(login.body.access_token))
})
