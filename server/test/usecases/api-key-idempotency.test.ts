import assert from 'node:assert/strict'
import { test } from 'node:test'
import { harness } from '../../testkit/app.ts'
import { code, url } from './api-key-calls.ts'

test('the same Idempotency-Key makes one key, however concurrent, and the answer can be read by nobody else', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const body = { name: 'shop', scopes: ['account:read', 'messages:read'] }
  const headers = { 'idempotency-key': 'order-1' }
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => app.as(tenant).post(url, body, headers))
  )
  assert.equal(await app.count('api_keys'), 1)
  const bodies = new Set(answers.map((one) => one.body))
  assert.equal(bodies.size, 1)
  for (const one of answers) assert.equal(one.statusCode, 201)
  const replayed = answers.filter((one) => one.headers['idempotent-replayed'] === 'true')
  assert.equal(replayed.length, 5)

  const reordered = { scopes: body.scopes, name: body.name }
  assert.equal((await app.as(tenant).post(url, reordered, headers)).body, answers[0]?.body)
  const reused = await app.as(tenant).post(url, { ...body, name: 'other' }, headers)
  assert.equal(reused.statusCode, 422)
  assert.equal(code(reused), 'idempotency_key_reused')
  assert.equal(
    (await app.as(other).post(url, body, headers)).headers['idempotent-replayed'],
    undefined
  )

  const rows = await app.owner.query<{ response: Buffer }>('select response from idempotency_keys')
  assert.equal(rows.length, 2)
  for (const row of rows) assert.equal(row.response.includes('wak_'), false)
})

test('an Idempotency-Key is checked, forgets failures, and is free again after a day', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const body = { name: 'shop', scopes: ['account:read'] }
  for (const bad of ['', 'two words', 'é', 'x'.repeat(256)]) {
    const answer = await caller.post(url, body, { 'idempotency-key': bad })
    assert.equal(answer.statusCode, 422, bad)
    assert.equal(answer.json().errors[0].path, 'Idempotency-Key')
  }
  const headers = { 'idempotency-key': 'x'.repeat(255) }
  await app.owner.query('update subscriptions set api_keys_max = 0')
  assert.equal((await caller.post(url, body, headers)).statusCode, 403)
  assert.equal(await app.count('idempotency_keys'), 0)
  await app.owner.query('update subscriptions set api_keys_max = 9')
  const first = await caller.post(url, body, headers)
  assert.equal(first.statusCode, 201)
  await app.owner.query("update idempotency_keys set created_at = now() - interval '25 hours'")
  const second = await caller.post(url, { ...body, name: 'another' }, headers)
  assert.equal(second.statusCode, 201)
  assert.notEqual(second.json().id, first.json().id)
  assert.equal((await caller.post(url, body, headers)).statusCode, 422)
})
