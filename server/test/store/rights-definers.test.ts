import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDb } from '../../src/lib/db.ts'
import { testDatabase } from '../../testkit/database.ts'

const open = (t: { after(end: () => unknown): void }, url: string) => {
  const db = openDb({ url, connections_max: 1, application_name: 'test' })
  t.after(() => db.close())
  return db
}

test('every function that runs with the rights of its owner finds names in the catalog and our schema first and in temporary objects last', async (t) => {
  const urls = await testDatabase(t)
  const rows = await open(t, urls.owner).query<{ name: string; config: string[] | null }>(
    `select p.oid::regprocedure::text as name, p.proconfig as config
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`
  )
  assert.ok(rows.length >= 12, 'there are such functions')
  for (const { name, config } of rows) {
    const paths = config?.filter((setting) => setting.startsWith('search_path='))
    assert.deepEqual(paths, ['search_path=pg_catalog, public, pg_temp'], name)
  }
})

test('the owner of tables and functions is no superuser, nor is any role the product connects as', async (t) => {
  const urls = await testDatabase(t)
  const db = open(t, urls.owner)
  const owners = await db.query<{ owner: string; superuser: boolean }>(
    `select distinct r.rolname as owner, r.rolsuper as superuser
     from (
       select proowner as id from pg_proc where pronamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)
       union select relowner from pg_class where relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)
       union select typowner from pg_type where typnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)
       union select datdba from pg_database where datname = current_database()
     ) owned join pg_roles r on r.oid = owned.id`
  )
  assert.deepEqual(owners, [{ owner: 'wa_owner', superuser: false }])
  const mighty = await db.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname like 'wa\\_%' and (rolsuper or rolbypassrls or rolreplication or rolcreatedb) order by 1`
  )
  assert.deepEqual(
    mighty,
    [{ rolname: 'wa_admin' }],
    'which makes roles and databases at the start'
  )
})

for (const role of ['tenant', 'worker', 'system'] as const) {
  test(`the role ${role} can make no temporary table, and nothing else in the database`, async (t) => {
    const urls = await testDatabase(t)
    const db = open(t, urls[role])
    for (const statement of [
      'create temporary table users (id text)',
      'create temporary sequence numbers',
      'create temporary view sessions as select 1 as id',
      'create table public.loot (id text)',
      "create function public.loot() returns text language sql return 'x'",
      'create schema loot',
      'create role loot',
      "copy (select 1) to program 'true'",
      "select pg_read_file('/etc/passwd')"
    ]) {
      await assert.rejects(db.query(statement), { code: '42501' }, statement)
    }
  })
}

test('a temporary table made by whoever still may does not stand before a table of ours', async (t) => {
  const urls = await testDatabase(t)
  const name = new URL(urls.owner.replace(/@[^/]*/, '@host')).pathname.slice(1)
  await open(t, urls.owner).query(`grant temporary on database ${name} to wa_tenant`)
  const tenant = open(t, urls.tenant)
  await tenant.query(
    `create temporary table users (id text, tenant_id text, email text, name text, password_hash text, role text, status text, created_at timestamptz)`
  )
  await tenant.query(
    "insert into users values ('usr_1', 'ten_1', 'a@example.com', 'a', 'hash', 'owner', 'active', now())"
  )
  assert.deepEqual(await tenant.query("select * from auth_user_by_email('a@example.com')"), [])
  await tenant.query('create temporary table subscription_plans (id text, code text)')
  await tenant.query("insert into subscription_plans values ('pln_1', 'loot')")
  await assert.rejects(
    tenant.query(
      "select auth_register('ten_00000000000070008000000000000001', 'usr_00000000000070008000000000000001', 'sub_00000000000070008000000000000001', 'b@example.com', 'b', 'hash', 'loot')"
    ),
    /no plan has the code loot/
  )
})

test('what a migration makes later is not open to everybody by itself', async (t) => {
  const urls = await testDatabase(t)
  const owner = open(t, urls.owner)
  await owner.query("create function later() returns text language sql return 'x'")
  await owner.query('create table later_on (id text)')
  for (const role of ['tenant', 'worker', 'system'] as const) {
    const db = open(t, urls[role])
    await assert.rejects(db.query('select later()'), { code: '42501' })
    await assert.rejects(db.query('select from later_on'), { code: '42501' })
  }
})
