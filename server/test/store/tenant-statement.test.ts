import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { DatabaseUnavailable } from '../../src/lib/database-unavailable.ts'
import { type Db, openDb, violatedConstraint, wholeTenant } from '../../src/lib/db.ts'
import { testDatabase } from '../../testkit/database.ts'

const names = 'select session_name from sessions order by session_name'
const insert = 'insert into sessions (id, tenant_id, session_name) values ($1, $2, $3)'

const bed = async (t: TestContext, connections_max = 1) => {
  const urls = await testDatabase(t)
  const open = (url: string): Db => {
    const db = openDb({ url, connections_max, application_name: 'test' })
    t.after(() => db.close())
    return db
  }
  const owner = open(urls.owner)
  const db = open(urls.tenant)
  const tenants = [newId('tenant'), newId('tenant')]
  const sessions: string[] = []
  for (const tenant_id of tenants) {
    await owner.query("insert into tenants (id, name) values ($1, 'test')", [tenant_id])
    for (const nth of ['first', 'second']) {
      const id = newId('session')
      sessions.push(id)
      await owner.query(insert, [id, tenant_id, `${nth} of ${tenants.indexOf(tenant_id)}`])
    }
  }
  const [one = '', other = ''] = tenants
  const seenBy = async (tenant_id: string, session_ids: string[] | null = null, name?: string) =>
    (
      await db.ofTenant({ tenant_id, session_ids }).query<{ session_name: string }>(names, [], name)
    ).map((row) => row.session_name)
  return { db, owner, one, other, sessions, seenBy }
}

test('a statement of a tenant sees its rows alone, prepared or not, whatever the connection was used for before', async (t) => {
  const { db, one, other, sessions, seenBy } = await bed(t)
  for (const name of [undefined, 'names', 'names']) {
    assert.deepEqual(await seenBy(one, null, name), ['first of 0', 'second of 0'])
    assert.deepEqual(await seenBy(other, null, name), ['first of 1', 'second of 1'])
    assert.deepEqual(await seenBy(one, [String(sessions[1])], name), ['second of 0'])
    assert.deepEqual(await seenBy(one, [], name), [])
    assert.deepEqual(await seenBy(one, null, name), ['first of 0', 'second of 0'])
  }
  // Nothing of it is left on the one connection that there is.
  const set =
    "select current_setting('app.tenant_id', true) as tenant, current_setting('app.session_ids', true) as sessions"
  assert.deepEqual(await db.query(set), [{ tenant: '', sessions: '' }])
  assert.deepEqual(await db.query(names), [])
  await db.withTenant(wholeTenant(other), async (tx) => {
    assert.equal((await tx.query(names)).length, 2)
  })
})

test('many statements of several tenants at once each see their own', async (t) => {
  const { one, other, seenBy } = await bed(t, 3)
  await Promise.all(
    Array.from({ length: 200 }, async (_, nth) => {
      const [tenant, place] = nth % 2 === 0 ? [one, 0] : [other, 1]
      assert.deepEqual(await seenBy(tenant, null, nth % 3 === 0 ? undefined : 'names'), [
        `first of ${place}`,
        `second of ${place}`
      ])
    })
  )
})

test('a statement that fails leaves nothing behind, and the connection is as good as before', async (t) => {
  const { db, owner, one, sessions, seenBy } = await bed(t)
  const mine = db.ofTenant(wholeTenant(one))
  const pid = async () =>
    (await db.query<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid
  const before = await pid()
  for (const name of ['doomed', 'doomed', undefined]) {
    await assert.rejects(mine.query('select 1 / $1::int', [0], name), { code: '22012' })
    assert.deepEqual(await seenBy(one, null, 'names'), ['first of 0', 'second of 0'])
  }
  await assert.rejects(mine.query('select nothing from nowhere', [], 'wrong'), { code: '42P01' })
  await assert.rejects(mine.query('select nothing from nowhere', [], 'wrong'), { code: '42P01' })
  await assert.rejects(
    mine.query(insert, [sessions[0], one, 'again']),
    (error) => violatedConstraint(error) === 'sessions_pkey'
  )
  // Two rows in one statement, of which the second is refused: neither is there.
  await assert.rejects(
    mine.query(
      'insert into sessions (id, tenant_id, session_name) select id, $2, id from unnest($1::text[]) id',
      [[newId('session'), sessions[0]], one]
    ),
    (error) => violatedConstraint(error) === 'sessions_pkey'
  )
  assert.equal((await owner.query('select from sessions')).length, 4)
  assert.equal(await pid(), before)
  // What the driver itself refuses was not begun.
  await assert.rejects(mine.query('select 2', [], 'names'), /must be unique/)
  const circle: Record<string, unknown> = {}
  circle['again'] = circle
  await assert.rejects(mine.query('select $1::jsonb', [circle], 'circle'), /circular/)
  assert.deepEqual(await db.query(names), [])
  await mine.query(insert, [newId('session'), one, 'third of 0'])
  assert.equal((await owner.query('select from sessions')).length, 5)
})

test('a connection that is lost is told as such, and the next statement has another', async (t) => {
  const { db, owner, one, seenBy } = await bed(t)
  await seenBy(one)
  const [row] = await db.query<{ pid: number }>('select pg_backend_pid() as pid')
  const asleep = db.ofTenant(wholeTenant(one)).query('select pg_sleep(60)')
  const gone = assert.rejects(asleep, DatabaseUnavailable)
  await owner.query('select pg_terminate_backend($1)', [row?.pid])
  await gone
  assert.deepEqual(await seenBy(one, null, 'names'), ['first of 0', 'second of 0'])
})

test('a statement whose table has got another column since is prepared anew on another connection', async (t) => {
  const { db, owner, one } = await bed(t)
  const all = () => db.ofTenant(wholeTenant(one)).query('select * from sessions', [], 'all')
  assert.equal((await all()).length, 2)
  await owner.query('alter table sessions add column more text')
  await assert.rejects(all(), DatabaseUnavailable)
  assert.equal((await all()).length, 2)
})
