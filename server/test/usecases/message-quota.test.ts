import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Harness, harness } from '../../testkit/app.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { path, text, used } from './message-calls.ts'

const limitMessages = async (app: Harness, limit: number | null): Promise<void> => {
  await app.owner.query('update subscriptions set messages_per_month_max = $1', [limit])
}

test('forty sends at once against a quota of seventeen: seventeen are accepted', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  await limitMessages(app, 17)
  const session_id = await seedConnected(app, tenant)
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => app.as(tenant).post(path, text(session_id)))
  )
  const accepted = answers.filter((answer) => answer.statusCode === 202)
  const refused = answers.filter((answer) => answer.statusCode === 429)
  assert.equal(accepted.length, 17)
  assert.equal(refused.length, 23)
  assert.equal(refused[0]?.json().code, 'quota_exceeded')
  assert.ok(Number(refused[0]?.headers['retry-after']) > 0)
  for (const table of ['messages', 'outbound', 'events']) assert.equal(await app.count(table), 17)
  assert.equal(await used(app), 17)
})

test('a larger plan opens a quota that was used up, and plans without a limit are counted too', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const sendAll = async (count: number): Promise<number> => {
    const answers = await Promise.all(
      Array.from({ length: count }, () => app.as(tenant).post(path, text(session_id)))
    )
    return answers.filter((answer) => answer.statusCode === 202).length
  }
  await limitMessages(app, 3)
  assert.equal(await sendAll(5), 3)
  await limitMessages(app, 10)
  assert.equal(await sendAll(10), 7)
  await limitMessages(app, 0)
  assert.equal(await sendAll(1), 0)
  await limitMessages(app, null)
  assert.equal(await sendAll(5), 5)
  assert.equal(await used(app), 15)
})

test('the first message of a month is accepted on a plan without a limit', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const answer = await app.as(tenant).post('/api/v1/messages', {
    session_id: await seedConnected(app, tenant),
    to: '+201001234567',
    type: 'text',
    text: { body: 'hello' }
  })
  assert.equal(answer.statusCode, 202, answer.body)
  assert.equal(await app.count('usage_stats where used = 1'), 1)
})

test('a new month has a new quota', async (t) => {
  let now = new Date('2026-01-31T23:59:30Z')
  const clock = { now: () => now, monotonic_ms: () => performance.now() }
  const app = await harness(t, { deps: () => ({ clock }) })
  const tenant = await app.seed.tenant()
  await limitMessages(app, 1)
  const session_id = await seedConnected(app, tenant)
  const key = await app.withKey(['messages:write'], tenant)
  assert.equal((await key.post(path, text(session_id))).statusCode, 202)
  const refused = await key.post(path, text(session_id))
  assert.equal(refused.statusCode, 429)
  assert.equal(refused.headers['retry-after'], '30')
  now = new Date('2026-02-01T00:00:00Z')
  assert.equal((await key.post(path, text(session_id))).statusCode, 202)
})

test('a send waits for no other send of its tenant while a shard of the counter is free', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  await app.as(tenant).post(path, text(session_id))
  // Seven of the eight shards are held by a transaction that does not end.
  await app.owner.transaction(async (tx) => {
    await tx.query('select from usage_stats where shard < 7 for update')
    for (let send = 0; send < 5; send++) {
      assert.equal((await app.as(tenant).post(path, text(session_id))).statusCode, 202)
    }
  })
  assert.equal(await used(app), 6)
})
