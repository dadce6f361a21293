import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  attempts_max,
  readRetryAfter,
  retryAfterSeconds
} from '../../src/webhooks/retry-schedule.ts'
import { badReceivers } from '../../testkit/bad-receivers.ts'
import { deliveryBed, receiver } from '../../testkit/delivery-fixture.ts'
import { until } from '../../testkit/until.ts'

test('receivers that do everything wrong are tried when the schedule says so, told of in words, and delay nobody', async (t) => {
  const bed = await deliveryBed(t)
  const bad = await badReceivers(t)
  const good = await receiver(t)
  const hooks = new Map<string, string>()
  for (const one of bad) hooks.set(one.name, await bed.webhook(one.url, ['message.sent']))
  const well = await bed.webhook(good.url, ['message.received'])
  bed.run({ timeout_ms: 1_500 })
  await bed.events(1, 'message.sent')
  await bed.events(50, 'message.received')
  await until('the good one has everything', async () =>
    (await bed.deliveries(well)).every((row) => row.status === 'succeeded')
  )
  for (const { name, calls, told } of bad) {
    const row = await bed.delivery(
      `${name}: two attempts are made`,
      hooks.get(name) ?? '',
      (one) => one.attempts >= 2
    )
    assert.equal(row.status, 'pending', name)
    assert.match(row.last_error ?? '', told, name)
    if (name !== 'refuses the connection') {
      // One more may be under way.
      assert.ok(
        calls.length - row.attempts <= 1,
        `${name}: ${calls.length} calls, ${row.attempts} attempts`
      )
      const [first = 0, second = 0] = calls
      assert.ok(second - first >= 2_300, `${name}: the second after ${second - first} ms`)
    }
    const wait_ms = (row.next_attempt_at?.getTime() ?? 0) - Date.now()
    assert.ok(wait_ms < 1_000 * 1.2 * Math.exp(row.attempts), `${name}: waits ${wait_ms} ms`)
  }
})

test('Retry-After of a receiver is respected, in seconds and as a date, up to six hours', async (t) => {
  const bed = await deliveryBed(t)
  const headers = new Map<string, string>()
  const target = await receiver(t, (response, received) => {
    const url = JSON.parse(received.body).type as string
    response.writeHead(429, { 'retry-after': headers.get(url) ?? '' }).end()
  })
  headers.set('message.sent', '90')
  headers.set('message.received', new Date(Date.now() + 3_600_000).toUTCString())
  const hooks = [
    await bed.webhook(target.url, ['message.sent']),
    await bed.webhook(target.url, ['message.received'])
  ]
  bed.run()
  await bed.events(1, 'message.sent')
  await bed.events(1, 'message.received')
  for (const [index, seconds] of [90, 3_600].entries()) {
    const row = await bed.delivery('it was tried', hooks[index] ?? '', (one) => one.attempts === 1)
    const wait_s = ((row.next_attempt_at?.getTime() ?? 0) - Date.now()) / 1_000
    assert.ok(wait_s > seconds - 60 && wait_s <= seconds + 1, `waits ${wait_s} s`)
  }
  // What comes meanwhile waits, too.
  await bed.events(5, 'message.sent')
  await until('it waits in the backlog', async () => {
    const [row] = await bed.owner.query<{ count: number }>('select count(*) from webhook_backlog')
    return row?.count === 7
  })
  assert.equal(target.received.length, 2)
})

test('what Retry-After may say is read with bounds, and what cannot be read is nothing', () => {
  const now = new Date('2026-05-05T10:00:00Z')
  const read = (text: string | string[] | undefined) => readRetryAfter(text, now)
  assert.equal(read('120'), 120)
  assert.equal(read(' 1 '), 1)
  assert.equal(read(['30', '60']), 30)
  assert.equal(read('Tue, 05 May 2026 10:05:00 GMT'), 300)
  assert.equal(read('Tuesday, 05-May-26 10:05:00 GMT'), 300)
  assert.equal(read('999999999999999999999'), 6 * 3_600)
  assert.equal(read('Sat, 05 May 2029 10:05:00 GMT'), 6 * 3_600)
  for (const nothing of [
    undefined,
    '',
    '0',
    '-5',
    '1.5',
    'soon',
    '1e9',
    'Tue, 05 May 2020 10:05:00 GMT',
    '2027-01-01'
  ]) {
    assert.equal(read(nothing), null, String(nothing))
  }
})

test('the attempts of a delivery are spread over three days', () => {
  let total_s = 0
  for (let attempts = 1; attempts < attempts_max; attempts++) {
    const wait_s = retryAfterSeconds(attempts, null, () => 0.5)
    assert.ok(wait_s !== null)
    total_s += wait_s
    assert.ok((retryAfterSeconds(attempts, null, () => 0) ?? 0) >= wait_s * 0.89)
    assert.equal(retryAfterSeconds(attempts, 1e6), 1e6)
  }
  assert.ok(total_s > 70 * 3_600 && total_s < 74 * 3_600, `${total_s / 3_600} hours`)
  assert.equal(retryAfterSeconds(attempts_max, 10), null)
})

test('a webhook whose secret cannot be read is told so and tried again, and no other waits for it', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const damaged = await bed.webhook(target.url, ['message.sent'])
  const broken = await bed.webhook('http://', ['message.sent'])
  const well = await bed.webhook(target.url, ['message.sent'])
  await bed.owner.query("update webhooks set sealed_secret = '\\x00' where id = $1", [damaged])
  bed.run()
  await bed.events(1, 'message.sent')
  await bed.delivery('the other is delivered', well, (row) => row.status === 'succeeded')
  const secret = await bed.delivery('it was tried', damaged, (row) => row.attempts >= 1)
  assert.match(secret.last_error ?? '', /secret or the headers of the webhook cannot be read/)
  assert.equal(secret.status, 'pending')
  const address = await bed.delivery('it was tried', broken, (row) => row.attempts >= 1)
  assert.match(address.last_error ?? '', /address of the webhook cannot be read/)
  assert.equal(target.received.length, 1)
})

test('a connection that the receiver closed while it was idle is no failure', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t, (response) => {
    response.writeHead(204).end()
    // Closed after the answer has left, and without a word of it in the answer.
    setImmediate(() => response.socket?.destroySoon())
  })
  const webhook = await bed.webhook(target.url)
  bed.run()
  for (let count = 1; count <= 20; count++) {
    await bed.events(1)
    await until('it is delivered', async () => {
      const rows = await bed.deliveries(webhook)
      return rows.length === count && rows.every((row) => row.status === 'succeeded')
    })
  }
  const attempts = (await bed.deliveries(webhook)).map((row) => row.attempts)
  assert.deepEqual(new Set(attempts), new Set([1]))
})
