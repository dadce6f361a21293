import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { sha256 } from '../../src/lib/crypto.ts'
import { DatabaseUnavailable } from '../../src/lib/database-unavailable.ts'
import { type Db, openDb, violatedConstraint } from '../../src/lib/db.ts'
import { putOutbounds } from '../../src/queue/outbound.ts'
import { commitBatch } from '../../src/worker/commit/batch.ts'
import type { Change, SessionBatch } from '../../src/worker/commit/change.ts'
import { testDatabase } from '../../testkit/database.ts'

const token = 'a-token-of-this-test-that-is-long-enough'

const startBed = async (t: TestContext) => {
  const urls = await testDatabase(t)
  const open = (url: string, settings: Record<string, string> = {}): Db => {
    const db = openDb({ url, connections_max: 1, application_name: 'test', settings })
    t.after(() => db.close())
    return db
  }
  const owner = open(urls.owner)
  const worker = open(urls.worker, { 'app.worker_token': token })
  const tenant_id = newId('tenant')
  await owner.query("insert into tenants (id, name) values ($1, 'test')", [tenant_id])
  const [here, elsewhere] = [newId('instance'), newId('instance')]
  await owner.query(
    `insert into instances (id, mode, driver, host, port, status, token_hash, sessions_max)
     values ($1, 'shared', 'process', '127.0.0.1', 4000, 'running', $2, 100),
       ($3, 'shared', 'process', '127.0.0.1', 4001, 'running', $4, 100)`,
    [here, sha256(token), elsewhere, sha256('another')]
  )
  const session = async (instance_id: string, epoch: number): Promise<string> => {
    const id = newId('session')
    await owner.query('insert into sessions (id, tenant_id, session_name) values ($1, $2, $3)', [
      id,
      tenant_id,
      id
    ])
    await owner.query(
      `insert into session_leases (session_id, tenant_id, instance_id, epoch, expires_at)
       values ($1, $2, $3, $4, now() + interval '1 hour')`,
      [id, tenant_id, instance_id, epoch]
    )
    return id
  }
  return { owner, worker, tenant_id, here, elsewhere, session }
}

test('a statement whose answer nobody waits for is written with the commit, or fails the transaction', async (t) => {
  const { owner } = await startBed(t)
  const insert = 'insert into tenants (id, name) values ($1, $2)'
  const names = async (): Promise<string[]> =>
    (await owner.query<{ name: string }>('select name from tenants order by name')).map(
      (row) => row.name
    )
  const first = newId('tenant')
  await owner.transaction(async (tx) => {
    tx.send(insert, [first, 'first'])
    tx.send(insert, [newId('tenant'), 'second'])
  })
  assert.deepEqual(await names(), ['first', 'second', 'test'])

  const refused = owner.transaction(async (tx) => {
    tx.send(insert, [newId('tenant'), 'third'])
    tx.send(insert, [first, 'first again'])
    tx.send(insert, [newId('tenant'), 'fourth'])
  })
  await assert.rejects(refused, (error) => violatedConstraint(error) === 'tenants_pkey')
  assert.deepEqual(await names(), ['first', 'second', 'test'])

  // What the work itself says comes first, and the connection is as good as before.
  const thrown = owner.transaction(async (tx) => {
    tx.send(insert, [newId('tenant'), 'fifth'])
    throw new Error('changed my mind')
  })
  await assert.rejects(thrown, /changed my mind/)
  assert.deepEqual(await names(), ['first', 'second', 'test'])
})

test('a session whose lease is lost keeps no other from being written, and nothing of it is', async (t) => {
  const { owner, worker, tenant_id, here, elsewhere, session } = await startBed(t)
  const held = await session(here, 1)
  const moved = await session(elsewhere, 2)
  const returned = await session(here, 3)
  const batch = (session_id: string): SessionBatch => ({
    session_id,
    tenant_id,
    epoch: 1,
    keys: [{ session_id, tenant_id, kind: 'session', key_id: 'one', sealed: Buffer.from('key') }],
    credentials: null,
    changes: [
      {
        type: 'arrived',
        file: null,
        message: {
          id: newId('message'),
          tenant_id,
          session_id,
          direction: 'inbound',
          status: 'received',
          whatsapp_id: '3EB0',
          chat_id: '1@s.whatsapp.net',
          sender_id: '1@s.whatsapp.net',
          push_name: null,
          type: 'text',
          content: { text: { body: 'hello' } },
          secret: null,
          whatsapp_at: new Date(),
          disappears_at: null
        }
      }
    ]
  })
  const { lost } = await commitBatch(worker, [moved, held, returned].map(batch))
  assert.deepEqual(lost.toSorted(), [moved, returned].toSorted())
  for (const table of ['messages', 'signal_keys', 'events']) {
    const rows = await owner.query<{ session_id: string }>(`select session_id from ${table}`)
    assert.deepEqual(
      rows.map((row) => row.session_id),
      [held],
      table
    )
  }
  assert.deepEqual(await commitBatch(worker, [batch(moved)]), { lost: [moved], events: [] })
})

test('a message that turns out to have been sent while its sending is marked is not there any more', async (t) => {
  const { owner, worker, tenant_id, here, session } = await startBed(t)
  const session_id = await session(here, 1)
  const queue = async (whatsapp_id: string): Promise<string> => {
    const id = newId('message')
    await owner.query(
      `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
       values ($1, $2, $3, 'outbound', 'queued', $4, '1@s.whatsapp.net', 'text', '{}')`,
      [id, tenant_id, session_id, whatsapp_id]
    )
    await owner.transaction(async (tx) =>
      putOutbounds(tx, [{ id, session_id, tenant_id, chat_id: '1@s.whatsapp.net' }])
    )
    return id
  }
  const [sent, waiting] = [await queue('3EB0'), await queue('3EB1')]
  const there = new Map<string, boolean>()
  const began = (message_id: string): Change => ({
    type: 'began',
    message_id,
    paced: null,
    written: (found) => there.set(message_id, found)
  })
  const changes: Change[] = [
    { type: 'progress', whatsapp_id: '3EB0', status: 'sent', at: new Date() },
    began(sent),
    began(waiting)
  ]
  await commitBatch(worker, [
    { session_id, tenant_id, epoch: 1, keys: [], credentials: null, changes }
  ])
  assert.deepEqual(
    there,
    new Map([
      [sent, false],
      [waiting, true]
    ])
  )
  assert.deepEqual(await owner.query('select message_id, began_epoch from outbound'), [
    { message_id: waiting, began_epoch: 1 }
  ])
})

test('a statement that was prepared before its table changed fails once, as an outage does, and works again', async (t) => {
  const urls = await testDatabase(t)
  const db = openDb({ url: urls.owner, connections_max: 1, application_name: 'test' })
  const other = openDb({ url: urls.owner, connections_max: 1, application_name: 'test' })
  t.after(() => Promise.all([db.close(), other.close()]))
  const read = () => db.transaction((tx) => tx.query('select * from tenants', [], 'all_tenants'))
  await read()
  await other.query('alter table tenants add column added_later text')
  await assert.rejects(read, DatabaseUnavailable)
  await read()
})
