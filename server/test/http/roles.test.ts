import assert from 'node:assert/strict'
import { test } from 'node:test'
import { role_scopes } from '../../src/domain/member.ts'
import type { Scope } from '../../src/domain/tenant.ts'
import { type MemberRole, member_roles } from '../../src/domain/user.ts'
import { type Caller, harness } from '../../testkit/app.ts'
import { all_routes, nameOf } from '../../testkit/calls.ts'
import { seedMember } from '../../testkit/seed-member.ts'
import { personal_routes } from './account-routes.ts'
import { opened_to_admins } from './opened-to-admins.ts'

const owners_alone = [
  'DELETE /api/v1/account',
  'DELETE /api/v1/auth/me',
  'GET /api/v1/account/export/:id',
  'POST /api/v1/account/export'
]

/** Written by hand: who gets a scope more has to be put here on purpose. */
const reads: Scope[] = [
  'messages:read',
  'sessions:read',
  'webhooks:read',
  'contacts:read',
  'groups:read',
  'analytics:read',
  'account:read',
  'api_keys:read',
  'billing:read',
  'team:read'
]
const writes = reads
  .filter((scope) => scope !== 'analytics:read')
  .map((scope) => scope.replace('read', 'write') as Scope)
const everything = [...reads, ...writes]
const expected: Record<MemberRole, Scope[]> = {
  owner: everything,
  admin: everything,
  developer: [
    ...reads.filter((scope) => !/^(api_keys|billing|team):/.test(scope)),
    ...writes.filter((scope) => !/^(account|api_keys|billing|team):/.test(scope)),
    'api_keys:write'
  ],
  agent: ['messages:read', 'messages:write', 'contacts:read', 'contacts:write', 'sessions:read'],
  billing: ['billing:read', 'billing:write'],
  viewer: reads
}

const send = (caller: Caller, name: string) => {
  const [method = '', url = ''] = name.split(' ')
  const path = url.replace(/:\w+/g, 'x')
  if (method === 'GET') return caller.get(path)
  if (method === 'DELETE') return caller.delete(path)
  if (method === 'PATCH') return caller.patch(path, {})
  return method === 'PUT' ? caller.put(path, {}) : caller.post(path, {})
}

test('each role has the scopes of the table', () => {
  for (const role of member_roles)
    assert.deepEqual([...role_scopes[role]].sort(), [...expected[role]].sort(), role)
})

test('a member may call what the scopes of the role open, and what is about themselves, and no more', async (t) => {
  const app = await harness(t, { routes: all_routes })
  const tenant = await app.seed.tenant()
  const routes = all_routes.filter(
    // Streams do not end, and this one would end the login that asks.
    (route) => !route.public && !/events\/stream|logout-all/.test(route.url)
  )
  for (const role of member_roles) {
    const caller = app.as(await seedMember(app, tenant, role))
    const key = await app.withKey([...expected[role]])
    const tryOne = async (name: string): Promise<void> => {
      const answer = await send(caller, name)
      const code = answer.headers['content-type']?.includes('problem') ? answer.json().code : ''
      const refused = code === 'scope_missing' || code === 'owner_required'
      const by_key = await send(key, name)
      const key_code = by_key.headers['content-type']?.includes('problem') ? by_key.json().code : ''
      const of_people = key_code === 'login_required'
      const allowed = owners_alone.includes(name)
        ? role === 'owner'
        : personal_routes.includes(name) || of_people || key_code !== 'scope_missing'
      assert.equal(
        !refused,
        allowed && !opened_to_admins.includes(name),
        `${role}: ${name} ${code}`
      )
    }
    await Promise.all(routes.map((route) => tryOne(nameOf(route))))
  }
})
