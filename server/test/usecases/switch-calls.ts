import assert from 'node:assert/strict'
import type { Harness, SeededTenant } from '../../testkit/app.ts'
import { accept, invite } from './invitation-calls.ts'

export const auth = '/api/v1/auth'
export const memberships = '/api/v1/memberships'

/** Two accounts, and the owner of the first in the team of the second: logged in at home, and there. */
export const inTwo = async (app: Harness, role = 'agent') => {
  const [home, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const { token } = await invite(app.as(other), home.email, role)
  const joined = await accept(app, token, { password: home.password })
  assert.equal(joined.statusCode, 201, joined.body)
  return { home, other, away: joined.json(), ...(await membershipOf(app, other, home)) }
}

export const membershipOf = async (app: Harness, tenant: SeededTenant, user: SeededTenant) => {
  const [row] = await app.owner.query<{ id: string }>(
    'select id from memberships where tenant_id = $1 and user_id = $2',
    [tenant.tenant_id, user.user_id]
  )
  return { membership_id: row?.id ?? '' }
}

export const logIn = (
  { anonymous }: Harness,
  { email, password }: SeededTenant,
  more: object = {}
) => anonymous.post(`${auth}/login`, { email, password, ...more })

export const switchTo = (app: Harness, token: string, tenant_id: string, headers = {}) =>
  app.bearing(token).post(`${auth}/switch-tenant`, { tenant_id }, headers)
