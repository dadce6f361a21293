import assert from 'node:assert/strict'
import { test } from 'node:test'
import { role_scopes, scopesOfLogin } from '../../server/src/domain/member.ts'
import { hasScope } from '../../server/src/domain/scope.ts'
import { scopes } from '../../server/src/domain/tenant.ts'
import { type MemberRole, member_roles } from '../../server/src/domain/user.ts'
import { allows, allowsPage, type Need } from '../src/lib/allows.ts'

test('the dashboard allows a role what the gateway allows it, and not a scope more', () => {
  for (const role of member_roles)
    for (const scope of scopes.filter((one) => one !== 'admin'))
      assert.equal(
        allows(scopesOfLogin(role), scope),
        hasScope({ role: 'owner', scopes: scopesOfLogin(role) }, scope),
        `${role} ${scope}`
      )
  const owners = member_roles.filter((role) => allows(scopesOfLogin(role), 'owner'))
  assert.deepEqual(owners, ['owner'])
  assert.equal(allows([], 'messages:read' satisfies Need), false)
})

test('each role opens its pages, and pages below a page are as that one', () => {
  const opened = (role: MemberRole): string[] =>
    [
      '/',
      '/numbers',
      '/chats',
      '/chats/groups',
      '/chats/statuses',
      '/messages',
      '/messages/bulk',
      '/messages/templates',
      '/messages/opt-outs',
      '/analytics',
      '/developers',
      '/settings'
    ].filter((path) => allowsPage(role_scopes[role], path))
  const chats = ['/', '/numbers', '/chats']
  const statuses = '/chats/statuses'
  const outreach = ['/messages/templates', '/messages/opt-outs']
  const rest = ['/analytics', '/developers', '/settings']
  assert.deepEqual(opened('viewer'), [
    ...chats,
    '/chats/groups',
    statuses,
    '/messages',
    ...outreach,
    ...rest
  ])
  assert.deepEqual(opened('agent'), [
    ...chats,
    statuses,
    '/messages',
    '/messages/bulk',
    ...outreach,
    '/settings'
  ])
  assert.deepEqual(opened('billing'), ['/', '/settings'])
  assert.deepEqual(opened('developer'), [
    ...chats,
    '/chats/groups',
    statuses,
    '/messages',
    '/messages/bulk',
    ...outreach,
    ...rest
  ])
  assert.equal(allowsPage(role_scopes.billing, '/numbers/one'), false)
  assert.equal(allowsPage(role_scopes.viewer, '/numbers/one'), true)
})
