import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '../../src/domain/errors.ts'
import { firstDayOf, monthOf } from '../../src/domain/month.ts'
import { hasScope, requireScopes } from '../../src/domain/scope.ts'
import type { Scope, Tenant } from '../../src/domain/tenant.ts'

const caller = (role: Tenant['role'], scopes: Scope[] | null): Tenant =>
  ({ role, scopes }) as Tenant

/** Who asks, for what, and whether they may. */
const cases: [string, Tenant, Scope, boolean][] = [
  ['a person', caller('owner', null), 'messages:write', true],
  ['a person', caller('owner', null), 'admin', false],
  ['an administrator', caller('admin', null), 'admin', true],
  ['a key', caller('owner', ['messages:read']), 'messages:read', true],
  ['a key for reading', caller('owner', ['messages:read']), 'messages:write', false],
  ['a key without scopes', caller('owner', []), 'messages:read', false],
  ['a key that claims to be of an administrator', caller('owner', ['admin']), 'admin', false],
  ['a key of an administrator', caller('admin', ['admin']), 'admin', true],
  [
    'a key of an administrator without that scope',
    caller('admin', ['messages:read']),
    'admin',
    false
  ]
]

for (const [who, tenant, scope, may] of cases) {
  test(`${who} ${may ? 'may' : 'may not'} do what needs ${scope}`, () => {
    assert.equal(hasScope(tenant, scope), may)
  })
}

test('a refusal names the scopes that are missing, and those alone', () => {
  const key = caller('owner', ['messages:read'])
  assert.doesNotThrow(() => requireScopes(key, ['messages:read']))
  assert.throws(
    () => requireScopes(key, ['messages:read', 'webhooks:write', 'sessions:read'], 'for this'),
    (error) =>
      error instanceof AppError &&
      error.code === 'scope_missing' &&
      error.detail ===
        'This API key lacks the scopes webhooks:write, sessions:read, which is needed for this.'
  )
})

const months: [string, string, string][] = [
  ['2026-11-28T12:00:00Z', '2026-11-01', '2026-12-01'],
  ['2026-12-31T23:59:59.999Z', '2026-12-01', '2027-01-01'],
  ['2026-01-01T00:00:00Z', '2026-01-01', '2026-02-01'],
  ['2028-02-29T23:00:00-02:00', '2028-03-01', '2028-04-01']
]

for (const [now, first, next] of months) {
  test(`the month of ${now} begins on ${first}`, () => {
    const month = monthOf(new Date(now))
    assert.equal(firstDayOf(month), first)
    assert.equal(firstDayOf({ start: month.end }), next)
  })
}
