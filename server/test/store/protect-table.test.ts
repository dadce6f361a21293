import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDb, type Tx } from '../../src/lib/db.ts'
import { testDatabase } from '../../testkit/database.ts'
import { unprotected } from '../../testkit/protection.ts'

const open = async (t: { after(end: () => unknown): void }) => {
  const urls = await testDatabase(t)
  const db = openDb({ url: urls.owner, connections_max: 1, application_name: 'test' })
  t.after(() => db.close())
  return db
}

const sample = `create table samples (id id primary key, tenant_id id not null, session_id id not null, note text)`

/** What is found after these statements, which are undone. */
const foundAfter = (db: Awaited<ReturnType<typeof open>>, ...statements: string[]) =>
  undone(db, async (tx) => {
    for (const statement of statements) await tx.query(statement)
    return unprotected(tx)
  })

const undone = async <T>(
  db: Awaited<ReturnType<typeof open>>,
  work: (tx: Tx) => Promise<T>
): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.query('savepoint before')
    const result = await work(tx)
    await tx.query('rollback to before')
    return result
  })

test('every table names its tenant and is kept to it, for tenants and for workers', async (t) => {
  const db = await open(t)
  assert.deepEqual(await unprotected(db), [])
})

test('a table without protection is found, whatever is missing', async (t) => {
  const db = await open(t)
  const protect =
    "select protect_table('samples', tenant => 'select, insert', worker => 'select, update')"
  assert.deepEqual(await foundAfter(db, sample, protect), [])
  assert.deepEqual(await foundAfter(db, sample), ['samples: has no row level security'])
  assert.deepEqual(await foundAfter(db, sample, 'grant select on samples to wa_tenant'), [
    'samples: has no row level security',
    'samples: has no policy for wa_tenant'
  ])
  assert.deepEqual(await foundAfter(db, 'create table samples (id id primary key)'), [
    'samples: names no tenant'
  ])
  const drops: [string, string][] = [
    ['drop policy tenant_own on samples', 'samples: has no policy for wa_tenant'],
    ['drop policy worker_leased on samples', 'samples: has no policy for wa_worker'],
    ['alter table samples disable row level security', 'samples: has no row level security'],
    ['alter policy tenant_own on samples using (true)', 'samples: lets wa_tenant by: true'],
    ['alter policy worker_leased on samples with check (true)', 'samples: lets wa_worker by: true'],
    ['create policy all_see on samples to public using (true)', 'samples: has a policy for public']
  ]
  for (const [change, fault] of drops)
    assert.ok((await foundAfter(db, sample, protect, change)).includes(fault), change)
})

test('protect_table gives each role what it is told and no more', async (t) => {
  const db = await open(t)
  const rights = await undone(db, async (tx) => {
    await tx.query(sample)
    await tx.query(
      "select protect_table('samples', tenant => 'select, update (note)', worker => 'insert, update, delete', system => 'select')"
    )
    return tx.query<{ right: string }>(
      `select role || ' ' || verb as right
       from unnest(array['wa_tenant', 'wa_worker', 'wa_system']) with ordinality r (role, n), unnest(array['select', 'insert', 'update', 'delete', 'truncate']) with ordinality v (verb, m)
       where has_table_privilege(role, 'samples', verb)
       union all
       select role || ' update ' || attname from unnest(array['wa_tenant', 'wa_worker', 'wa_system']) role, pg_attribute
       where attrelid = 'samples'::regclass and attnum > 0 and has_column_privilege(role, 'samples', attname, 'update')
       order by 1`
    )
  })
  assert.deepEqual(
    rights.map((row) => row.right),
    [
      'wa_system select',
      'wa_tenant select',
      'wa_tenant update note',
      'wa_worker delete',
      'wa_worker insert',
      'wa_worker update note'
    ]
  )
})

test('protect_table refuses a table without a tenant, rights it does not know, and everybody but a migration', async (t) => {
  const db = await open(t)
  const refused = (made: string, call: string, reason: RegExp) =>
    assert.rejects(
      db.transaction(async (tx) => {
        await tx.query(made)
        await tx.query(call)
      }),
      reason
    )
  await refused(
    'create table samples (id id primary key)',
    "select protect_table('samples')",
    /tenant_id/
  )
  await refused(
    sample,
    "select protect_table('samples', tenant => 'all')",
    /no list of rights: all/
  )
  await refused(
    sample,
    "select protect_table('samples', worker => 'select to wa_tenant')",
    /no list/
  )
  for (const role of ['wa_tenant', 'wa_worker', 'wa_system']) {
    const [row] = await db.query(
      "select has_function_privilege($1, 'protect_table(text, text, text, text)', 'execute') as may",
      [role]
    )
    assert.equal(row?.['may'], false, role)
  }
})
