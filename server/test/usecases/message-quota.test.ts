import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { expireMessages } from '../../src/jobs/tasks/expire-messages.ts'
import { returnQuotas } from '../../src/jobs/tasks/return-quotas.ts'
import { type Db, openDb } from '../../src/lib/db.ts'
import { advanceMessages } from '../../src/store/messages/arrive.ts'
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

const openSystem = (t: TestContext, app: Harness): Db => {
  const system = openDb({ url: app.urls.system, connections_max: 2, application_name: 'test' })
  t.after(() => system.close())
  return system
}

const running = new AbortController().signal

test('a message that failed without ever leaving gives its quota back, and takes it anew when it is tried again', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const system = openSystem(t, app)
  await limitMessages(app, 3)
  const session_id = await seedConnected(app, tenant)
  const me = app.as(tenant)
  const send = async (): Promise<string> => (await me.post(path, text(session_id))).json().id
  const [waited, begun, canceled] = [await send(), await send(), await send()]
  await app.owner.query(
    "update outbound set expires_at = now() - interval '1 second', began_epoch = case message_id when $1 then 7 else 0 end where message_id <> $2",
    [begun, canceled]
  )
  assert.equal(await expireMessages(system, running), 2)
  assert.equal(await used(app), 3, 'given back in the background')
  assert.equal(await returnQuotas(system, running), 1, 'one whose sending had begun may have left')
  assert.equal(await returnQuotas(system, running), 0)
  assert.equal(await used(app), 2)
  const retry = (id: string) => me.post(`${path}/${id}/retry`)
  assert.equal((await retry(begun)).statusCode, 202)
  assert.equal(await used(app), 2, 'that one counts already')
  assert.equal((await me.post(path, text(session_id))).statusCode, 202)
  const refused = await retry(waited)
  assert.deepEqual([refused.statusCode, refused.json().code], [429, 'quota_exceeded'])
  assert.equal(await app.count(`messages where id = '${waited}' and status = 'failed'`), 1)
  assert.equal((await me.post(`${path}/${canceled}/cancel`)).statusCode, 200)
  assert.equal((await retry(waited)).statusCode, 202)
  assert.equal(await used(app), 3)
  await app.owner.query(
    "update outbound set expires_at = now() - interval '1 second' where message_id = $1",
    [waited]
  )
  await expireMessages(system, running)
  assert.equal((await retry(waited)).statusCode, 202, 'before it was given back')
  assert.equal(await returnQuotas(system, running), 0)
  assert.equal(await used(app), 3)
})

test('a message counts against the month in which it was tried again', async (t) => {
  let now = new Date('2026-01-31T23:59:30Z')
  const clock = { now: () => now, monotonic_ms: () => performance.now() }
  const app = await harness(t, { deps: () => ({ clock }) })
  const tenant = await app.seed.tenant()
  const system = openSystem(t, app)
  const session_id = await seedConnected(app, tenant)
  const key = await app.withKey(['messages:read', 'messages:write'], tenant)
  const { id } = (await key.post(path, text(session_id))).json()
  const byMonth = () =>
    app.owner.query<{ month: string; used: number }>(
      'select period_start::text as month, sum(used)::int as used from usage_stats group by 1 order by 1'
    )
  await app.owner.query("update outbound set expires_at = now() - interval '1 second'")
  await expireMessages(system, running)
  await returnQuotas(system, running)
  assert.deepEqual(await byMonth(), [{ month: '2026-01-01', used: 0 }])
  now = new Date('2026-02-01T00:00:00Z')
  assert.equal((await key.post(`${path}/${id}/retry`)).statusCode, 202)
  assert.deepEqual(await byMonth(), [
    { month: '2026-01-01', used: 0 },
    { month: '2026-02-01', used: 1 }
  ])
  await app.owner.query("update outbound set expires_at = now() - interval '1 second'")
  await expireMessages(system, running)
  await returnQuotas(system, running)
  assert.deepEqual(
    (await byMonth()).map((month) => month.used),
    [0, 0]
  )
})

test('what WhatsApp has refused counts, what was never given to it does not', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const system = openSystem(t, app)
  const session_id = await seedConnected(app, tenant)
  const key = await app.withKey(['messages:write', 'messages:read'], tenant)
  const fail = async (code: 'not_on_whatsapp' | 'refused_by_whatsapp'): Promise<void> => {
    const { whatsapp_id } = (await key.post(path, text(session_id))).json()
    const nothing = { sent_at: null, delivered_at: null, read_at: null, played_at: null }
    const error = { code, message: 'It failed.' }
    const { tenant_id } = tenant
    const failed = {
      person_id: null,
      status: 'failed',
      rank: 1,
      disappearing_seconds: null
    } as const
    await app.owner.transaction((tx) =>
      advanceMessages(tx, [
        { session_id, tenant_id, whatsapp_id, ...nothing, ...failed, failed_at: new Date(), error }
      ])
    )
  }
  await fail('refused_by_whatsapp')
  assert.equal(await returnQuotas(system, running), 0)
  await fail('not_on_whatsapp')
  assert.equal(await returnQuotas(system, running), 1)
  assert.equal(await used(app), 1)
})
