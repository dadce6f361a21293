import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'

const path = '/api/v1/messages'

const send = (
  app: Harness,
  tenant: SeededTenant,
  session_id: string,
  body: string,
  key?: string
): Promise<Answer> =>
  app
    .as(tenant)
    .post(
      path,
      { session_id, to: '+201009876543', type: 'text', text: { body } },
      key === undefined ? {} : { 'idempotency-key': key }
    )

const bodyOf = (answer: Answer): string => answer.json().text.body

test('calls that come together share transactions, and each gets its own answer', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const other = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const session_of_other = await seedConnected(app, other)
  const unlinked = await seedSession(app, tenant)
  const [mine, theirs, refused, foreign] = await Promise.all([
    Promise.all(
      Array.from({ length: 40 }, (_, nth) => send(app, tenant, session_id, `mine ${nth}`))
    ),
    Promise.all(
      Array.from({ length: 40 }, (_, nth) => send(app, other, session_of_other, `theirs ${nth}`))
    ),
    send(app, tenant, unlinked, 'refused'),
    send(app, other, session_id, 'foreign')
  ])
  assert.deepEqual(
    mine.map((one) => one.statusCode === 202 && bodyOf(one)),
    mine.map((_, nth) => `mine ${nth}`)
  )
  assert.deepEqual(
    theirs.map((one) => one.statusCode === 202 && bodyOf(one)),
    theirs.map((_, nth) => `theirs ${nth}`)
  )
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'session_not_linked'])
  assert.equal(foreign.statusCode, 404)

  const rows = await app.owner.query<{ tenant_id: string; bodies: string[]; writes: number }>(
    `select m.tenant_id, array_agg(m.content -> 'text' ->> 'body') as bodies,
       count(distinct m.xmin::text)::int as writes
     from messages m join outbound o on o.message_id = m.id group by m.tenant_id`
  )
  for (const { tenant_id, bodies, writes } of rows) {
    const whose = tenant_id === tenant.tenant_id ? 'mine' : 'theirs'
    assert.deepEqual(
      bodies.toSorted(),
      Array.from({ length: 40 }, (_, nth) => `${whose} ${nth}`).toSorted()
    )
    assert.ok(writes < 20, `${writes} transactions`)
  }
  assert.equal(rows.length, 2)
})

test('a row that the database refuses fails its own call and no other', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  await app.owner.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$`
  )
  await app.owner.query(
    `create trigger refuse before insert on messages for each row
     when (new.content -> 'text' ->> 'body' = 'poison') execute function refuse()`
  )
  const texts = ['one', 'two', 'poison', 'three']
  const answers = await Promise.all(
    texts.map((body) => send(app, tenant, session_id, body, `key of ${body}`.replaceAll(' ', '-')))
  )
  assert.deepEqual(
    answers.map((one) => one.statusCode),
    [202, 202, 500, 202]
  )
  assert.equal(answers[2]?.json().code, 'internal')
  for (const table of ['messages', 'outbound', 'events', 'idempotency_keys'])
    assert.equal(await app.count(table), 3, table)
  const [usage] = await app.owner.query('select sum(used)::int as used from usage_stats')
  assert.deepEqual(usage, { used: 3 })
})

test('keys among calls that come together: one message each, another body is refused, and a refused call leaves its key free', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const unlinked = await seedSession(app, tenant)
  const before = await send(app, tenant, session_id, 'before', 'old')
  const [plain, first, again, other, refused, replayed] = await Promise.all([
    send(app, tenant, session_id, 'plain'),
    send(app, tenant, session_id, 'keyed', 'new'),
    send(app, tenant, session_id, 'keyed', 'new'),
    send(app, tenant, session_id, 'another', 'new'),
    send(app, tenant, unlinked, 'refused', 'free'),
    send(app, tenant, session_id, 'before', 'old')
  ])
  assert.equal(plain.statusCode, 202)
  assert.equal(first.statusCode, 202)
  assert.deepEqual(again.json(), first.json())
  assert.equal(again.headers['idempotent-replayed'], 'true')
  assert.equal(first.headers['idempotent-replayed'], undefined)
  assert.deepEqual([other.statusCode, other.json().code], [422, 'idempotency_key_reused'])
  assert.equal(refused.statusCode, 409)
  assert.deepEqual(replayed.json(), before.json())
  assert.equal(await app.count('messages'), 3)

  const retried = await send(app, tenant, session_id, 'now it fits', 'free')
  assert.equal(retried.statusCode, 202)
  assert.equal(bodyOf(retried), 'now it fits')
})
