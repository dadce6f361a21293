import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeRole } from '../../src/admin/users/change-role.ts'
import { newId } from '../../src/domain/ids.ts'
import { openDb } from '../../src/lib/db.ts'
import { harness } from '../../testkit/app.ts'

test('the operator makes a user an administrator and takes it away again, and each change stands in the audit log once', async (t) => {
  const app = await harness(t)
  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  t.after(() => system.close())
  const tenant = await app.seed.tenant()
  const person = app.as(tenant)
  const change = (role: 'owner' | 'admin', email = tenant.email) =>
    system.transaction((tx) => changeRole(tx, email, role))
  const role = async () => (await person.get('/api/v1/auth/me')).json().role

  assert.equal((await change('admin', ` ${tenant.email.toUpperCase()} `)).result, 'changed')
  assert.equal(await role(), 'admin')
  assert.equal((await change('admin')).result, 'kept')
  assert.equal((await change('owner')).result, 'changed')
  assert.equal(await role(), 'owner')
  assert.equal((await change('owner')).result, 'kept')
  assert.equal((await change('admin', 'nobody@example.com')).result, 'no_account')

  const { data } = (await person.get('/api/v1/audit-log')).json()
  assert.deepEqual(
    data.map((one: { action: string; actor_id: string | null; target_id: string }) => [
      one.action,
      one.actor_id,
      one.target_id
    ]),
    [
      ['user.admin_revoked', null, tenant.user_id],
      ['user.admin_granted', null, tenant.user_id]
    ]
  )
})

test('no statement of the database role of tenants makes an administrator', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const forbidden = [
    `update users set role = 'admin' where id = '${tenant.user_id}'`,
    `insert into users (id, tenant_id, email, name, password_hash, role)
     values ('${newId('user')}', '${tenant.tenant_id}', 'x@example.com', 'x', 'x', 'admin')`
  ]
  for (const statement of forbidden) {
    await assert.rejects(
      app.deps.db.withTenant(tenant, (tx) => tx.query(statement)),
      { code: '42501' },
      statement
    )
  }
  const ids = [newId('tenant'), newId('user'), newId('subscription')]
  const given = [...ids, 'y@example.com', 'y', 'hash', 'trial']
  const roles = () => app.owner.query('select role from users where id = $1', [ids[1]])
  await assert.rejects(
    app.deps.db.query('select auth_register($1, $2, $3, $4, $5, $6, $7, $8)', [...given, 'admin']),
    { code: '42883' }
  )
  await app.deps.db.query('select auth_register($1, $2, $3, $4, $5, $6, $7)', given)
  assert.deepEqual(await roles(), [{ role: 'owner' }])
})
