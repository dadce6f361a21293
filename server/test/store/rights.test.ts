import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { openDb, violatedConstraint, wholeTenant } from '../../src/lib/db.ts'
import { testDatabase } from '../../testkit/database.ts'

test('the tenant role sees the rows of the tenant it names and no others', async (t) => {
  const urls = await testDatabase(t)
  const db = openDb({ url: urls.tenant, connections_max: 2, application_name: 'test' })
  t.after(() => db.close())
  const tenants = [newId('tenant'), newId('tenant')]
  for (const [index, tenant_id] of tenants.entries()) {
    await db.query('select auth_register($1, $2, $3, $4, $5, $6, $7)', [
      tenant_id,
      newId('user'),
      newId('subscription'),
      `person${index}@example.com`,
      'Person',
      'hash',
      'trial'
    ])
  }
  assert.deepEqual(await db.query('select id from users'), [])
  for (const [index, tenant_id] of tenants.entries()) {
    const rows = await db.withTenant(wholeTenant(tenant_id), (tx) =>
      tx.query('select email from users')
    )
    assert.deepEqual(rows, [{ email: `person${index}@example.com` }])
  }
})

test('a message cannot be put into a session of another tenant, even by the database role of tenants', async (t) => {
  const urls = await testDatabase(t)
  const open = (url: string) => openDb({ url, connections_max: 1, application_name: 'test' })
  const [owner, db] = [open(urls.owner), open(urls.tenant)]
  t.after(() => Promise.all([owner.close(), db.close()]))
  const own = newId('tenant')
  const foreign = newId('tenant')
  const session_of = { [own]: newId('session'), [foreign]: newId('session') }
  for (const [tenant_id, session_id] of Object.entries(session_of)) {
    await owner.query("insert into tenants (id, name) values ($1, 'Test')", [tenant_id])
    await owner.query("insert into sessions (id, tenant_id, session_name) values ($1, $2, 'one')", [
      session_id,
      tenant_id
    ])
  }
  const write = (session_id: string | undefined) =>
    db.withTenant(wholeTenant(own), (tx) =>
      tx.query(
        `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
         values ($1, $2, $3, 'outbound', 'queued', '3EB0', '1@s.whatsapp.net', 'text', '{}')`,
        [newId('message'), own, session_id]
      )
    )
  await write(session_of[own])
  await assert.rejects(
    write(session_of[foreign]),
    (error) => violatedConstraint(error) === 'messages_session'
  )
  const rows = await owner.query('select session_id from messages')
  assert.deepEqual(rows, [{ session_id: session_of[own] }])
})
