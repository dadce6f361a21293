import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { newId } from '../../src/domain/ids.ts'
import { deliveryBed, receiver, test_secret } from '../../testkit/delivery-fixture.ts'
import { until } from '../../testkit/until.ts'

test('an event reaches the webhooks that asked for it, signed as Standard Webhooks asks for', async (t) => {
  const bed = await deliveryBed(t)
  const wanted = await receiver(t)
  const other = await receiver(t)
  const webhook = await bed.webhook(wanted.url, ['message.received'])
  await bed.webhook(other.url, ['message.sent'])
  bed.run()
  const [event] = await bed.events()
  const row = await bed.delivery('it is delivered', webhook, (one) => one.status === 'succeeded')
  assert.deepEqual([row.attempts, row.response_status, row.last_error], [1, 204, null])
  const [got] = wanted.received
  assert.ok(got)
  assert.equal(got.headers['webhook-id'], event)
  assert.equal(got.headers['user-agent'], 'whatsapp-saas-gateway/test')
  assert.equal(got.headers['content-type'], 'application/json')
  const headers = got.headers as Record<string, string>
  const envelope = new Webhook(test_secret).verify(got.body, headers) as Record<string, unknown>
  assert.deepEqual(Object.keys(envelope), ['id', 'type', 'created_at', 'session_id', 'data'])
  assert.deepEqual([envelope['id'], envelope['type']], [event, 'message.received'])
  assert.throws(() => new Webhook(test_secret).verify(`${got.body} `, headers))
  assert.equal(other.received.length, 0)
})

test('what the receiver refuses is sent again with the same webhook-id', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t, (response, _received, count) =>
    response.writeHead(count === 1 ? 500 : 200).end('on fire')
  )
  const webhook = await bed.webhook(target.url)
  bed.run()
  const [event] = await bed.events()
  const first = await bed.delivery('one attempt failed', webhook, (row) => row.attempts === 1)
  assert.deepEqual(
    [first.status, first.response_status, first.last_error],
    ['pending', 500, 'It answered 500.']
  )
  const wait_ms = (first.next_attempt_at?.getTime() ?? 0) - Date.now()
  assert.ok(wait_ms > 1_000 && wait_ms < 3_000, 'e seconds after the first attempt')
  await bed.hurry()
  await bed.delivery('it is delivered', webhook, (row) => row.status === 'succeeded')
  assert.deepEqual(
    target.received.map((one) => one.headers['webhook-id']),
    [event, event]
  )
  for (const one of target.received) {
    new Webhook(test_secret).verify(one.body, one.headers as Record<string, string>)
  }
  const [{ consecutive_failures } = {}] = await bed.owner.query(
    'select consecutive_failures from webhooks'
  )
  assert.equal(consecutive_failures, 0)
})

test('after the last attempt a delivery has failed, and no job is left', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t, (response) => response.writeHead(503).end())
  const webhook = await bed.webhook(target.url)
  await bed.events()
  await bed.owner.query('update webhook_deliveries set attempts = 20')
  bed.run()
  const row = await bed.delivery('it has failed', webhook, (one) => one.status === 'failed')
  assert.deepEqual([row.attempts, row.next_attempt_at], [21, null])
  await until('no job is left', async () => {
    const [count] = await bed.owner.query<{ left: number }>(
      "select count(*) as left from graphile_worker.jobs where task_identifier = 'deliver_webhook'"
    )
    return count?.left === 0
  })
})

test('410 Gone switches the webhook off and tells the tenant, by an event and by a mail', async (t) => {
  const bed = await deliveryBed(t)
  const gone = await receiver(t, (response) => response.writeHead(410).end())
  const watching = await receiver(t)
  await bed.owner.query(
    "insert into users (id, tenant_id, email, name, password_hash) values ($1, $2, 'a@example.com', 'A', '')",
    [newId('user'), bed.tenant_id]
  )
  const webhook = await bed.webhook(`${gone.url}?token=secret`, ['message.received'])
  await bed.webhook(watching.url, ['webhook.disabled'])
  bed.run()
  await bed.events()
  await bed.delivery('it has failed', webhook, (row) => row.status === 'failed')
  const [row] = await bed.owner.query<{ enabled: boolean; disabled_reason: string }>(
    'select enabled, disabled_reason from webhooks where id = $1',
    [webhook]
  )
  assert.deepEqual(row, { enabled: false, disabled_reason: 'The receiver answered 410 Gone.' })
  const told = await until('the tenant is told', () => watching.received[0])
  assert.equal(JSON.parse(told.body).data.id, webhook)
  const mails = await bed.owner.query<{ recipient: string; url: string; to_owner: boolean }>(
    `select m.data->>'url' as url, m.recipient = u.email as to_owner
     from mails m join users u on u.tenant_id = m.tenant_id where m.kind = 'webhook_disabled'`
  )
  assert.deepEqual(mails, [{ url: gone.url, to_owner: true }], 'without what stands behind ?')
  await bed.events()
  assert.equal((await bed.deliveries(webhook)).length, 1, 'no more deliveries are made')
})

test('a webhook that failed for five days with nothing in between is switched off; one that failed often for less is not', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t, (response) => response.writeHead(500).end())
  const [old, young] = [await bed.webhook(target.url), await bed.webhook(target.url)]
  const failing =
    'update webhooks set consecutive_failures = 50, failing_since = now() - $2::interval where id = $1'
  await bed.owner.query(failing, [old, '121 hours'])
  await bed.owner.query(failing, [young, '100 hours'])
  bed.run()
  await bed.events()
  for (const id of [old, young]) {
    await bed.delivery('an attempt was made', id, (row) => row.attempts === 1)
  }
  const rows = await bed.owner.query<{
    id: string
    enabled: boolean
    disabled_reason: string | null
  }>('select id, enabled, disabled_reason from webhooks order by id')
  assert.deepEqual(
    rows.map((row) => row.enabled),
    [false, true]
  )
  assert.match(rows[0]?.disabled_reason ?? '', /121 hours, in 51 attempts/)
})

test('a redirect is not followed', async (t) => {
  const bed = await deliveryBed(t)
  const secret_place = await receiver(t)
  const target = await receiver(t, (response) =>
    response.writeHead(302, { location: secret_place.url }).end()
  )
  const webhook = await bed.webhook(target.url)
  bed.run()
  await bed.events()
  const row = await bed.delivery('an attempt failed', webhook, (one) => one.attempts === 1)
  assert.match(row.last_error ?? '', /302, a redirect/)
  assert.equal(secret_place.received.length, 0)
})

test('private addresses are refused when they are denied, whatever they are called', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const { port } = new URL(target.url)
  const webhooks = []
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0.0.0.0']) {
    webhooks.push(await bed.webhook(`http://${host}:${port}/hook`))
  }
  bed.run({ allow_loopback: false })
  await bed.events()
  for (const webhook of webhooks) {
    const row = await bed.delivery('it was refused', webhook, (one) => one.attempts === 1)
    assert.match(row.last_error ?? '', /is not public/)
  }
  assert.equal(target.received.length, 0)
})

test('nobody listening, a name that does not exist and a receiver that never answers are told in words', async (t) => {
  const bed = await deliveryBed(t)
  const silent = await receiver(t, () => undefined)
  const cases = [
    ['http://127.0.0.1:9/hook', /Nothing accepts connections at 127.0.0.1:9/],
    [
      'http://no-such-name.invalid/hook',
      /The name no-such-name.invalid (does not exist|could not be looked up)/
    ],
    [silent.url, /no answer within 3 seconds/]
  ] as const
  const webhooks = []
  for (const [url] of cases) webhooks.push(await bed.webhook(url))
  bed.run({ timeout_ms: 3_000 })
  await bed.events()
  for (const [index, [, text]] of cases.entries()) {
    const row = await bed.delivery('it failed', webhooks[index] ?? '', (one) => one.attempts === 1)
    assert.match(row.last_error ?? '', text)
  }
})

test('a receiver that never answers does not hold up the others, and gets few requests at a time', async (t) => {
  const bed = await deliveryBed(t)
  let open = 0
  let most = 0
  const slow = await receiver(t, (response) => {
    most = Math.max(most, ++open)
    response.on('close', () => open--)
  })
  const quick = await receiver(t)
  const slow_webhook = await bed.webhook(slow.url, ['message.sent'])
  const quick_webhook = await bed.webhook(quick.url, ['message.received'])
  bed.run({ timeout_ms: 8_000 })
  await bed.events(300, 'message.sent')
  await until('it is busy', () => open > 0)
  await bed.events(20, 'message.received')
  await until('the others are delivered', async () =>
    (await bed.deliveries(quick_webhook)).every((row) => row.status === 'succeeded')
  )
  const rows = await bed.deliveries(slow_webhook)
  assert.ok(
    rows.every((row) => row.attempts === 0),
    'while the slow ones are still waiting, uncounted'
  )
  assert.ok(most <= 8, `${most} at a time`)
})
