import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../src/domain/ids.ts'
import { openDb } from '../src/lib/db.ts'
import { testDatabase } from './support/database.ts'

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
    const rows = await db.withTenant({ tenant_id }, (tx) => tx.query('select email from users'))
    assert.deepEqual(rows, [{ email: `person${index}@example.com` }])
  }
})
