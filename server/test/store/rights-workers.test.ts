import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { sha256 } from '../../src/lib/crypto.ts'
import { type Db, openDb, wholeTenant } from '../../src/lib/db.ts'
import { createLog } from '../../src/lib/log.ts'
import { workerDatabaseUrl } from '../../src/orchestrator/records/worker-login.ts'
import { testDatabase } from '../../testkit/database.ts'
import { noteTestData } from '../../testkit/event-fit.ts'

noteTestData({})

const refused = { code: '42501' }

type Place = { tenant_id: string; session_id: string; instance_id: string; worker: Db }

/** Two tenants with a session each, on a worker each, which has the login that the orchestrator gives it. */
const startBed = async (t: TestContext) => {
  const urls = await testDatabase(t)
  const open = (url: string): Db => {
    const db = openDb({ url, connections_max: 1, application_name: 'test' })
    t.after(() => db.close())
    return db
  }
  const [owner, system] = [open(urls.owner), open(urls.system)]
  const log = createLog({ level: 'silent', role: 'test' })
  const place = async (name: string): Promise<Place> => {
    const [tenant_id, session_id, instance_id] = [
      newId('tenant'),
      newId('session'),
      newId('instance')
    ]
    await owner.query('insert into tenants (id, name) values ($1, $2)', [tenant_id, name])
    await owner.query('insert into sessions (id, tenant_id, session_name) values ($1, $2, $3)', [
      session_id,
      tenant_id,
      name
    ])
    await owner.query(
      `insert into instances (id, mode, driver, host, port, status, token_hash, sessions_max)
       values ($1, 'shared', 'process', $3, 4000, 'running', $2, 500)`,
      [instance_id, sha256(randomBytes(32)), name]
    )
    await owner.query(
      `insert into session_leases (session_id, tenant_id, instance_id, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
      [session_id, tenant_id, instance_id]
    )
    await owner.query(
      `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
       values ($1, $2, $3, 'outbound', 'queued', '3EB0', '1@s.whatsapp.net', 'text', '{}')`,
      [newId('message'), tenant_id, session_id]
    )
    await owner.query(
      `insert into outbound (message_id, session_id, tenant_id, chat_id)
       select id, session_id, tenant_id, chat_id from messages where session_id = $1`,
      [session_id]
    )
    const url = await workerDatabaseUrl({ db: system, log }, instance_id, urls.worker)
    return { tenant_id, session_id, instance_id, worker: open(url) }
  }
  return {
    urls,
    owner,
    system,
    open,
    log,
    own: await place('own'),
    foreign: await place('foreign')
  }
}

test('a worker sees the sessions that it holds and no others, and can name none', async (t) => {
  const { own, foreign, owner } = await startBed(t)
  for (const table of ['sessions', 'messages', 'outbound', 'session_leases']) {
    const column = table === 'sessions' ? 'id' : 'session_id'
    const rows = await own.worker.query(`select ${column} as id from ${table}`)
    assert.deepEqual(rows, [{ id: own.session_id }], table)
  }
  // What a connection says of itself counts for nothing.
  const [row] = await owner.query<{ token_hash: Buffer }>(
    'select token_hash from instances where id = $1',
    [foreign.instance_id]
  )
  await own.worker.query(`set app.worker_token = '${row?.token_hash.toString('hex')}'`)
  await own.worker.query(`set app.tenant_id = '${foreign.tenant_id}'`)
  assert.deepEqual(await own.worker.query('select id from sessions'), [{ id: own.session_id }])
  for (const statement of [
    `set session authorization "wa_${foreign.instance_id}"`,
    `set role "wa_${foreign.instance_id}"`,
    'set role wa_worker',
    'set role wa_system'
  ]) {
    await assert.rejects(own.worker.query(statement), refused, statement)
  }
})

test('a worker can write nothing that another tenant or session is told of', async (t) => {
  const { own, foreign, owner } = await startBed(t)
  const event = (session_id: string, tenant_id: string) =>
    own.worker.query(
      `insert into events (id, tenant_id, session_id, type, data) values ($1, $2, $3, 'message.received', '{}')`,
      [newId('event'), tenant_id, session_id]
    )
  await event(own.session_id, own.tenant_id)
  await assert.rejects(event(own.session_id, foreign.tenant_id), refused)
  await assert.rejects(event(foreign.session_id, foreign.tenant_id), refused)
  await assert.rejects(event(foreign.session_id, own.tenant_id), refused)
  const writes: [string, string][] = [
    [
      'session_credentials',
      "insert into session_credentials (session_id, tenant_id, sealed, epoch) values ($1, $2, 'x', 1)"
    ],
    [
      'signal_keys',
      "insert into signal_keys (session_id, tenant_id, kind, key_id, sealed) values ($1, $2, 'k', '1', 'x')"
    ],
    [
      'paces',
      "insert into paces (session_id, tenant_id, chat_id, last_at) values ($1, $2, '1', now())"
    ],
    ['lids', "insert into lids (session_id, tenant_id, lid, jid) values ($1, $2, '1@lid', '2')"],
    [
      'messages',
      `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
       values ('msg_' || md5(random()::text), $2, $1, 'inbound', 'received', '3EB1', '1', 'text', '{}')`
    ]
  ]
  for (const [table, statement] of writes) {
    await assert.rejects(
      own.worker.query(statement, [own.session_id, foreign.tenant_id]),
      refused,
      table
    )
    await assert.rejects(
      own.worker.query(statement, [foreign.session_id, foreign.tenant_id]),
      refused,
      table
    )
    await own.worker.query(statement, [own.session_id, own.tenant_id])
    for (const column of ['session_id', 'tenant_id']) {
      await assert.rejects(
        own.worker.query(`update ${table} set ${column} = $1`, [own.session_id]),
        refused,
        `${table}.${column}`
      )
    }
  }
  const told = await owner.query('select from events where tenant_id = $1', [foreign.tenant_id])
  assert.equal(told.length, 0)
})

test('not even the owner can make a row that says it belongs to a session of one tenant and to another', async (t) => {
  const { own, foreign, owner } = await startBed(t)
  const rows: [string, string][] = [
    ['session_leases', 'update session_leases set tenant_id = $2 where session_id = $1'],
    [
      'session_keys',
      "insert into session_keys (session_id, tenant_id, sealed_key) values ($1, $2, 'x')"
    ],
    [
      'signal_keys',
      "insert into signal_keys (session_id, tenant_id, kind, key_id, sealed) values ($1, $2, 'k', '1', 'x')"
    ],
    [
      'session_credentials',
      "insert into session_credentials (session_id, tenant_id, sealed, epoch) values ($1, $2, 'x', 1)"
    ],
    [
      'paces',
      "insert into paces (session_id, tenant_id, chat_id, last_at) values ($1, $2, '', now())"
    ],
    ['lids', "insert into lids (session_id, tenant_id, lid, jid) values ($1, $2, '1@lid', '2')"],
    [
      'webhooks',
      `insert into webhooks (id, session_id, tenant_id, url, event_types, sealed_secret)
       values ('whk_' || md5(random()::text), $1, $2, 'https://example.com', '{*}', 'x')`
    ]
  ]
  for (const [table, statement] of rows) {
    await assert.rejects(
      owner.query(statement, [own.session_id, foreign.tenant_id]),
      { code: '23503' },
      table
    )
  }
})

test('a worker cannot hold up the others: no lock on what they write, no end to their statements, no change of their login', async (t) => {
  const { own, foreign } = await startBed(t)
  for (const table of ['messages', 'sessions', 'events', 'session_leases', 'lids', 'instances']) {
    await assert.rejects(
      own.worker.transaction((tx) => tx.query(`lock table ${table} in exclusive mode`)),
      refused,
      table
    )
  }
  const [other] = await foreign.worker.query<{ pid: number }>('select pg_backend_pid() as pid')
  for (const what of ['pg_cancel_backend', 'pg_terminate_backend']) {
    await assert.rejects(own.worker.query(`select ${what}($1)`, [other?.pid]), refused, what)
  }
  const seen = await own.worker.query<{ query: string }>(
    'select query from pg_stat_activity where pid = $1',
    [other?.pid]
  )
  assert.deepEqual(seen, [{ query: '<insufficient privilege>' }])
  for (const statement of [
    'alter role wa_worker set default_transaction_read_only = on',
    "alter role wa_worker password 'x'",
    `alter role "wa_${foreign.instance_id}" password 'x'`,
    `alter role "wa_${own.instance_id}" connection limit 1000`,
    'create role loot',
    'alter database postgres connection limit 1',
    `select open_worker_login('${own.instance_id}', 'x')`
  ]) {
    await assert.rejects(own.worker.query(statement), refused, statement)
  }
})

test('the login of a worker that has ended is taken away, also when it made itself hard to take away', async (t) => {
  const { own, foreign, owner, system, urls, log, open } = await startBed(t)
  await own.worker.query('alter default privileges grant select on tables to public')
  await owner.query("update instances set status = 'failed'")
  await system.query('select close_worker_logins()')
  for (const { worker } of [own, foreign]) {
    await assert.rejects(worker.query('select from messages'))
  }
  const left = await owner.query<{ rolname: string; rolcanlogin: boolean }>(
    'select rolname, rolcanlogin from pg_roles where rolname = any ($1)',
    [[own, foreign].map((one) => `wa_${one.instance_id}`)]
  )
  assert.ok(left.every((role) => !role.rolcanlogin))
  assert.deepEqual(await owner.query('select from worker_logins'), [])
  await assert.rejects(
    workerDatabaseUrl({ db: system, log }, own.instance_id, urls.worker),
    /no instance .* that runs/
  )
  await open(urls.system).query('select 1')
})

test("the role of tenants cannot turn a delivery to the event of another, nor put another's message in the queue", async (t) => {
  const { own, foreign, owner, urls, open } = await startBed(t)
  const tenant = open(urls.tenant)
  await assert.rejects(tenant.query("update webhook_deliveries set event_id = 'x'"), refused)
  const [message] = await owner.query<{ id: string }>(
    'select id from messages where session_id = $1',
    [foreign.session_id]
  )
  await owner.query('delete from outbound')
  await assert.rejects(
    tenant.withTenant(wholeTenant(own.tenant_id), (tx) =>
      tx.query(
        "insert into outbound (message_id, session_id, tenant_id, chat_id) values ($1, $2, $3, '1')",
        [message?.id, own.session_id, own.tenant_id]
      )
    ),
    refused
  )
})
