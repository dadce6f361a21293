import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { createLog } from '../../src/lib/log.ts'
import { listDueDeliveries } from '../../src/store/webhook-deliveries/record.ts'
import { sealWebhookHeaders } from '../../src/usecases/webhooks/secret.ts'
import { sendDelivery } from '../../src/webhooks/send-delivery.ts'
import { harness } from '../../testkit/app.ts'
import { deliveryBed, receiver, webhook_key } from '../../testkit/delivery-fixture.ts'

const path = '/api/v1/webhooks'
const url = 'https://example.com/x'
const secret = 'Bearer a-token-of-the-receiver'

test('headers of a webhook are sealed, shown by their names alone, changed, and taken away', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const made = await me.post(path, { url, headers: { Authorization: secret, 'X-Team': 'blue' } })
  assert.equal(made.statusCode, 201, made.body)
  const { id, header_names } = made.json()
  assert.deepEqual(header_names, ['Authorization', 'X-Team'])
  const one = `${path}/${id}`
  const answers = [made, await me.get(one), await me.get(path), await me.patch(one, { url })]
  for (const answer of answers) assert.ok(!answer.body.includes('a-token'), answer.body)
  const [row] = await app.owner.query<{ sealed_headers: Buffer }>(
    'select sealed_headers from webhooks where id = $1',
    [id]
  )
  assert.ok(row && !row.sealed_headers.includes('a-token'))
  const kept = (await me.patch(one, { description: 'x' })).json()
  assert.deepEqual(kept.header_names, ['Authorization', 'X-Team'])
  const other = (await me.patch(one, { headers: { 'X-Team': 'red' } })).json()
  assert.deepEqual(other.header_names, ['X-Team'])
  assert.deepEqual((await me.patch(one, { headers: {} })).json().header_names, [])
  const stranger = app.as(await app.seed.tenant())
  assert.equal((await stranger.patch(one, { headers: {} })).statusCode, 404)
  assert.equal((await me.patch(`${path}/${newId('webhook')}`, { headers: {} })).statusCode, 404)
})

test('headers do not follow a webhook to another origin unasked', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const { id } = (await me.post(path, { url, headers: { Authorization: secret } })).json()
  const one = `${path}/${id}`
  const elsewhere = { url: 'https://elsewhere.example/x' }
  const refused = await me.patch(one, elsewhere)
  assert.equal(refused.statusCode, 422)
  assert.equal(refused.json().errors[0].path, 'headers')
  assert.equal((await me.get(one)).json().url, url)
  assert.equal((await me.patch(one, { url: 'https://example.com/y' })).statusCode, 200)
  const moved = await me.patch(one, { ...elsewhere, headers: { 'X-Team': 'blue' } })
  assert.deepEqual([moved.statusCode, moved.json().header_names], [200, ['X-Team']])
})

test('headers that are ours, none, too many or too long are refused by their names', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const { id } = (await me.post(path, { url })).json()
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`x-${index}`, 'x']))
  const wrong: [object, string][] = [
    [{ 'Webhook-Signature': 'x' }, 'headers.Webhook-Signature'],
    [{ HOST: 'x' }, 'headers.HOST'],
    [{ 'content-length': '1' }, 'headers.content-length'],
    [{ 'transfer-encoding': 'chunked' }, 'headers.transfer-encoding'],
    [{ traceparent: 'x' }, 'headers.traceparent'],
    [{ 'x y': 'x' }, 'headers.x y'],
    [{ x: '' }, 'headers.x'],
    [{ x: 'a\r\nb: c' }, 'headers.x'],
    [{ x: 'é' }, 'headers.x'],
    [{ x: 'x'.repeat(2_001) }, 'headers.x'],
    [{ 'X-A': '1', 'x-a': '2' }, 'headers'],
    [many, 'headers']
  ]
  for (const [headers, at] of wrong)
    for (const answer of [
      await me.post(path, { url, headers }),
      await me.patch(`${path}/${id}`, { headers })
    ]) {
      assert.equal(answer.statusCode, 422, at)
      assert.equal(answer.json().errors[0].path, at)
    }
  const longest = { headers: { x: 'x'.repeat(2_000), 'X-Signature': 'ours has another name' } }
  assert.equal((await me.patch(`${path}/${id}`, longest)).statusCode, 200)
})

test('what was refused with headers is in the log of the key without them', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const scopes = ['webhooks:write']
  const { id, key } = (await me.post('/api/v1/api-keys', { name: 'x', scopes })).json()
  const body = { url: 'no url', headers: { 'X-Receiver': 'a-value-of-mine' } }
  const refused = await app.anonymous.post(path, body, { 'x-api-key': key })
  assert.equal(refused.statusCode, 422)
  await app.deps.request_log.flush()
  const log = (await me.get(`/api/v1/api-keys/${id}/requests`)).body
  assert.ok(log.includes('no url') && !log.includes('a-value-of-mine'), log)
})

test('every attempt carries the headers of the webhook beside ours, and what a receiver quotes of them is not shown', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t, (response, _received, count) =>
    response.writeHead(count === 1 ? 500 : 204).end()
  )
  const webhook = await bed.webhook(target.url)
  const headers = { Authorization: secret, 'X-Team': 'blue' }
  const keys = createKeyRing([webhook_key])
  const { sealed_headers, header_names } = sealWebhookHeaders(keys, webhook, headers)
  await bed.owner.query(
    'update webhooks set sealed_headers = $2, header_names = $3 where id = $1',
    [webhook, sealed_headers, header_names]
  )
  bed.run()
  await bed.events()
  await bed.delivery('one attempt failed', webhook, (row) => row.attempts === 1)
  await bed.hurry()
  const { id } = await bed.delivery('it is delivered', webhook, (row) => row.status === 'succeeded')
  assert.equal(target.received.length, 2)
  for (const got of target.received) {
    assert.deepEqual([got.headers.authorization, got.headers['x-team']], [secret, 'blue'])
    assert.equal(got.headers['user-agent'], 'whatsapp-saas-gateway/test')
    assert.match(String(got.headers['webhook-signature']), /^v1,/)
  }
  const [delivery] = await listDueDeliveries(bed.owner, [id])
  assert.ok(delivery)
  const outcome = await sendDelivery(
    {
      clock: systemClock,
      log: createLog({ level: 'fatal', role: 'test' }),
      webhook_key: keys,
      post: async (_url, _body, sent) => ({
        ok: false,
        gone: false,
        unanswered: false,
        retry_after_s: null,
        response_status: 403,
        response_ms: 1,
        response_body: `${sent['Authorization']}? No.`,
        error: `It answered 403: ${sent['Authorization']} or a-token-of-the-receiver is wrong`
      })
    },
    delivery,
    new AbortController().signal
  )
  assert.equal(outcome?.error, 'It answered 403: [left out] or [left out] is wrong')
  assert.equal(outcome?.response_body, '[left out]? No.')
  assert.deepEqual(
    ['Authorization', 'X-Team', 'webhook-signature', 'webhook-id'].map(
      (name) => outcome?.request?.headers[name]
    ),
    ['[left out]', '[left out]', '[left out]', delivery.event_id]
  )
})
