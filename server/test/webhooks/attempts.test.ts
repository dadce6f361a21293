import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { systemClock } from '../../src/lib/clock.ts'
import { parseNetworks } from '../../src/lib/networks.ts'
import { createResolver } from '../../src/lib/resolve-name.ts'
import { kept_attempts_max } from '../../src/store/webhook-deliveries/record.ts'
import { createAddressGuard } from '../../src/webhooks/guard-address.ts'
import { createPoster } from '../../src/webhooks/post.ts'
import { recordDeliveries } from '../../src/webhooks/records/record.ts'
import { harness } from '../../testkit/app.ts'
import { deliveryOf, receiver } from '../../testkit/delivery-fixture.ts'
import { until } from '../../testkit/until.ts'

const path = '/api/v1/webhooks'

/** A poster for which what is on this machine is not private, so that its answers may be shown. */
const openPoster = (t: TestContext) => {
  const guard = createAddressGuard(parseNetworks('loopback') ?? [], createResolver())
  const poster = createPoster({
    timeout_ms: 3_000,
    guard: { ...guard, isPrivate: () => false },
    user_agent: 'test',
    clock: systemClock
  })
  t.after(() => poster.close())
  return (url: string) => poster.post(url, '{}', {}, new AbortController().signal)
}

test('each attempt is told with the delivery: where to, what went along, what was answered; and no secret', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const target = await receiver(t, (response, _received, count) =>
    response.writeHead(count === 1 ? 503 : 204).end()
  )
  const { id } = (
    await me.post(path, {
      url: `${target.url}?token=a-token-of-theirs`,
      headers: { Authorization: 'Bearer another-token' }
    })
  ).json()
  const delivery = (await me.post(`${path}/${id}/test`)).json()
  const one = `${path}/${id}/deliveries/${delivery.id}`
  assert.deepEqual((await me.get(one)).json().attempt_list, [])
  const running = deliveryOf({
    system_url: app.urls.system,
    timeout_ms: 3_000,
    allow_loopback: true,
    webhook_key: app.deps.webhook_key
  })
  t.after(() => running.stop())
  await until('it is delivered', async () => {
    await app.owner.query(
      "update webhook_deliveries set next_attempt_at = now() where status = 'pending'"
    )
    await app.owner.query(
      'update graphile_worker._private_jobs set run_at = now() where locked_at is null'
    )
    return (await me.get(one)).json().status === 'succeeded'
  })
  const answer = await me.get(one)
  const { attempt_list, attempts } = answer.json()
  assert.equal(attempts, 2)
  assert.deepEqual(
    attempt_list.map((row: { response_status: number; error: string | null }) => [
      row.response_status,
      row.error
    ]),
    [
      [204, null],
      [503, 'It answered 503.']
    ]
  )
  const [last] = attempt_list
  assert.equal(last.url, `${target.url}?token=…`)
  assert.equal(last.headers['webhook-id'], delivery.event_id)
  assert.deepEqual(
    [last.headers['webhook-signature'], last.headers.Authorization],
    ['[left out]', '[left out]']
  )
  assert.equal(last.response_body, null, 'what a private network answers is not shown')
  assert.ok(!/a-token-of-theirs|another-token|v1,/.test(answer.body), answer.body)
})

test('so many attempts of a delivery are kept, the last ones, and they go with it', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const { id } = (await me.post(path, { url: 'https://example.com/in' })).json()
  const delivery = (await me.post(`${path}/${id}/test`)).json()
  for (let nth = 1; nth <= kept_attempts_max + 3; nth++) {
    await recordDeliveries(app.owner, [
      {
        delivery_id: delivery.id,
        webhook_id: id,
        session_id: null,
        seq: 1,
        in_backlog: false,
        batch_id: null,
        status: 'pending',
        counts: true,
        response_status: 500,
        response_ms: nth,
        response_body: 'x'.repeat(5_000),
        request: { url: 'https://example.com/in', headers: { 'webhook-id': 'evt_1' } },
        error: 'It answered 500.',
        retry_s: 60,
        drained: false,
        gone: false,
        retry_after_s: null,
        failed_before: true
      }
    ])
  }
  const { attempt_list } = (await me.get(`${path}/${id}/deliveries/${delivery.id}`)).json()
  assert.deepEqual(
    attempt_list.map((one: { response_ms: number }) => one.response_ms),
    Array.from({ length: kept_attempts_max }, (_, index) => kept_attempts_max + 3 - index)
  )
  assert.equal(attempt_list[0].response_body.length, 4_096)
  await app.owner.query('delete from events where id = $1', [delivery.event_id])
  assert.equal(await app.count('webhook_attempts'), 0)
})

test('of an answer the first 4 KiB are kept, as text, whether it was a good one or not', async (t) => {
  const post = openPoster(t)
  const says = async (status: number, body: string | Buffer) => {
    const target = await receiver(t, (response) => response.writeHead(status).end(body))
    return post(target.url)
  }
  const well = await says(200, '{\n\t"ok": true\u0000\r\n}')
  assert.deepEqual([well.ok, well.response_body, well.error], [true, '{\n\t"ok": true\n}', null])
  assert.equal((await says(204, '')).response_body, null)
  const long = await says(500, 'ä'.repeat(40_000))
  assert.equal(long.response_body, 'ä'.repeat(2_048))
  assert.equal(long.error, `It answered 500: ${'ä'.repeat(200)}`)
  const bytes = await says(400, Buffer.from([0xff, 0xfe, 0x41]))
  assert.ok(bytes.response_body?.endsWith('A') && bytes.response_body.isWellFormed())
})
