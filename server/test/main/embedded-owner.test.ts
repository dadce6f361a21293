import assert from 'node:assert/strict'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openDb } from '../../src/lib/db.ts'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres
} from '../../src/main/embedded/embedded-postgres.ts'
import { migrateDatabase } from '../../src/main/migrate-database.ts'

const settings = { fsync: 'off', full_page_writes: 'off' }

const ask = async <Row extends Record<string, unknown>>(
  url: string,
  ...statements: string[]
): Promise<Row[]> => {
  const db = openDb({ url, connections_max: 1, application_name: 'test' })
  try {
    let rows: Row[] = []
    for (const statement of statements) rows = await db.query<Row>(statement)
    return rows
  } finally {
    await db.close()
  }
}

const startIn = async (t: TestContext, name = 'postgres') => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-owner-'))
  // As the product makes its folder: others may pass through it.
  await chmod(folder, 0o711)
  const data = join(folder, name)
  const running: EmbeddedPostgres[] = []
  t.after(async () => {
    for (const server of running) await server.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    data,
    start: async (): Promise<EmbeddedPostgres> => {
      const server = await startEmbeddedPostgres(data, settings)
      running.push(server)
      return server
    }
  }
}

/** Makes the cluster as versions before made it: one superuser, which owns everything and whose name is that of the owner. */
const asBefore = async (server: EmbeddedPostgres, data: string): Promise<void> => {
  await ask(
    server.url('gateway', 'wa_admin'),
    'reassign owned by wa_owner to wa_admin',
    'drop owned by wa_owner cascade',
    'drop role wa_owner',
    'create role former superuser',
    'set session authorization former',
    'alter role wa_admin rename to wa_owner'
  )
  await writeFile(join(data, 'pg_hba.conf'), 'local all all peer map=gateway\n')
}

const owners = `select distinct r.rolname as owner, r.rolsuper as superuser
  from (
    select proowner as id from pg_proc where pronamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)
    union select relowner from pg_class where relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)
    union select typowner from pg_type where typnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)
    union select nspowner from pg_namespace where nspname = 'graphile_worker'
    union select datdba from pg_database where datname = current_database()
  ) owned join pg_roles r on r.oid = owned.id`
const expected = [{ owner: 'wa_owner', superuser: false }]

test('an installation whose owner was the superuser keeps its rows, and its owner is none any more', async (t) => {
  const { data, start } = await startIn(t)
  const first = await start()
  await first.createDatabase('gateway')
  await migrateDatabase(first.url('gateway', 'wa_owner'))
  await ask(
    first.url('gateway', 'wa_owner'),
    "insert into tenants (id, name) values ('ten_00000000000070008000000000000001', 'kept')"
  )
  await asBefore(first, data)
  await first.stop()

  const second = await start()
  assert.deepEqual(await ask(second.url('gateway', 'wa_owner'), owners), expected)
  await migrateDatabase(second.url('gateway', 'wa_owner'))
  const url = second.url('gateway', 'wa_system')
  assert.deepEqual(await ask(url, 'select name from tenants'), [{ name: 'kept' }])
  // A role that a superuser had made can still be given to others by the owner.
  await ask(second.url('gateway', 'wa_owner'), 'create role one', 'grant wa_worker to one')
})

test('taking the superuser away is finished by the next start when it was killed in the middle', async (t) => {
  const { data, start } = await startIn(t)
  const first = await start()
  await first.createDatabase('gateway')
  await migrateDatabase(first.url('gateway', 'wa_owner'))
  await asBefore(first, data)
  // As far as it got: the superuser has its new name, and there is an owner to whom nothing belongs yet but one table.
  await ask(
    first.url('gateway', 'wa_owner'),
    'create role wa_mender superuser',
    'set session authorization wa_mender',
    'alter role wa_owner rename to wa_admin',
    'create role wa_owner login createrole',
    'alter table messages owner to wa_owner'
  )
  await first.stop()
  const second = await start()
  assert.deepEqual(await ask(second.url('gateway', 'wa_owner'), owners), expected)
  const left = await ask(
    second.url('postgres', 'wa_admin'),
    "select from pg_roles where rolname = 'wa_mender'"
  )
  assert.equal(left.length, 0)
})

test('a server that a version before left running is taken over, and nothing of its rules is left', async (t) => {
  const { data, start } = await startIn(t)
  const first = await start()
  await first.createDatabase('gateway')
  await migrateDatabase(first.url('gateway', 'wa_owner'))
  await asBefore(first, data)
  process.kill(first.pid, 'SIGHUP')
  const second = await start()
  assert.equal(second.pid, first.pid)
  assert.deepEqual(await ask(second.url('gateway', 'wa_owner'), owners), expected)
  assert.match(await readFile(join(data, 'pg_hba.conf'), 'utf8'), /\+wa_worker scram-sha-256/)
})

test('on a server of their own, a superuser who migrates leaves everything to a role that is none', async (t) => {
  const { start } = await startIn(t)
  const server = await start()
  await ask(server.url('postgres', 'wa_admin'), 'create database mine')
  for (let times = 0; times < 2; times++) {
    await migrateDatabase(server.url('mine', 'wa_admin'))
    const found = await ask<{ owner: string }>(server.url('mine', 'wa_admin'), owners)
    // The database itself stays with whoever made it.
    assert.deepEqual(
      found.map(({ owner }) => owner).sort(),
      ['wa_admin', 'wa_owner'],
      JSON.stringify(found)
    )
    const functions = await ask(
      server.url('mine', 'wa_admin'),
      "select from pg_proc where pronamespace = 'public'::regnamespace and proowner <> 'wa_owner'::regrole"
    )
    assert.equal(functions.length, 0)
  }
  await ask(
    server.url('mine', 'wa_tenant'),
    "select auth_register('ten_00000000000070008000000000000001', 'usr_00000000000070008000000000000001', 'sub_00000000000070008000000000000001', 'b@example.com', 'b', 'hash', 'trial')"
  )
})

test('the socket stands beside the data, where nobody else could have made its folder first', async (t) => {
  const short = await startIn(t)
  const server = await short.start()
  const socket = decodeURIComponent(/@(.*)\//.exec(server.url('postgres', 'x'))?.[1] ?? '')
  assert.equal(socket, join(dirname(short.data), 'run'))
  assert.equal((await stat(socket)).mode & 0o022, 0, 'only its owner makes files in it')
})

test('where the path of the socket would be too long its folder has a name left to chance, the same after a restart', async (t) => {
  const { data, start } = await startIn(t, `${'long/'.repeat(16)}postgres`)
  const first = await start()
  const url = first.url('postgres', 'wa_owner')
  assert.doesNotMatch(decodeURIComponent(url), /long/)
  process.kill(first.pid, 'SIGKILL')
  const second = await start()
  assert.equal(second.url('postgres', 'wa_owner'), url)
  assert.equal((await stat(join(dirname(data), 'socket-folder'))).mode & 0o777, 0o600)
})
