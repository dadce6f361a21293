import assert from 'node:assert/strict'
import { test } from 'node:test'
import { harness } from './support/app.ts'

test('health names every part and says that nobody orchestrates yet', async (t) => {
  const app = await harness(t)
  const answer = await app.anonymous.get('/health')
  assert.equal(answer.statusCode, 200)
  const health = answer.json()
  assert.equal(health.status, 'degraded')
  assert.equal(health.parts.database.state, 'ok')
  assert.equal(health.parts.orchestrator.state, 'down')
  assert.match(String(answer.headers['x-request-id']), /^req_[0-9a-f]{32}$/)
})

test('plans are public and hold nothing undeclared', async (t) => {
  const app = await harness(t)
  const answer = await app.anonymous.get('/api/v1/plans')
  assert.equal(answer.statusCode, 200)
  const codes = answer.json().data.map((plan: { code: string }) => plan.code)
  assert.deepEqual(codes, ['trial', 'starter', 'business', 'unlimited'])
  assert.equal('is_public' in answer.json().data[0], false)
})
