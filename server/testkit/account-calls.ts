import { URI } from 'otpauth'
import { newId } from '../src/domain/ids.ts'
import { hashOfRecoveryCode, newRecoveryCodes } from '../src/usecases/auth/second-factor/codes.ts'
import type { Harness, SeededTenant } from './app.ts'
import { createAuthenticator } from './authenticator.ts'
import type { Call, Seed } from './call.ts'

/** Sets up an authenticator app, and says what it shows. */
const codeOfApp = async ({ tenant, person }: Seed): Promise<string> => {
  const current_password = tenant.password
  const { otpauth_url } = (await person.post('/api/v1/auth/2fa/setup', { current_password })).json()
  return URI.parse(otpauth_url).generate()
}
const passkeys = '/api/v1/auth/passkeys'
/** What a browser on this machine makes. */
const madePasskey = async ({ tenant, person }: Seed) => {
  const current_password = tenant.password
  const options = (await person.post(`${passkeys}/options`, { current_password })).json()
  return { name: 'Laptop', credential: createAuthenticator('http://localhost').create(options) }
}
const registeredPasskey = async (seed: Seed): Promise<string> =>
  (await seed.person.post(passkeys, await madePasskey(seed))).json().id
let plans = 0
const newPlan = () => ({
  code: `plan-${++plans}`,
  name: 'Plan',
  price_cents: 100,
  sessions_max: 1,
  messages_per_month_max: 100,
  webhooks_max: 1,
  api_keys_max: 1
})
const madePlan = async ({ person }: Seed): Promise<string> =>
  (await person.post('/api/v1/admin/plans', newPlan())).json().id

/** Calls about accounts, by people and by administrators. */
export const account_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'POST /api/v1/auth/2fa/setup': async ({ tenant }) => ({
    body: { current_password: tenant.password }
  }),
  'POST /api/v1/auth/2fa/confirm': async (seed) => ({ body: { code: await codeOfApp(seed) } }),
  'POST /api/v1/auth/2fa/disable': async (seed) => {
    const code = await codeOfApp(seed)
    const { recovery_codes } = (await seed.person.post('/api/v1/auth/2fa/confirm', { code })).json()
    const current_password = seed.tenant.password
    return { body: { current_password, recovery_code: recovery_codes[0] } }
  },
  'POST /api/v1/auth/passkeys/options': async ({ tenant }) => ({
    body: { current_password: tenant.password }
  }),
  'POST /api/v1/auth/passkeys': async (seed) => ({ body: await madePasskey(seed) }),
  'PATCH /api/v1/auth/passkeys/:id': async (seed) => ({
    path: { id: await registeredPasskey(seed) },
    body: { name: 'Phone' }
  }),
  'DELETE /api/v1/auth/passkeys/:id': async (seed) => ({
    path: { id: await registeredPasskey(seed) }
  }),
  'DELETE /api/v1/account': async ({ tenant }) => ({
    body: { current_password: tenant.password }
  }),
  'DELETE /api/v1/auth/me': async ({ tenant }) => ({
    body: { current_password: tenant.password }
  }),
  'PUT /api/v1/account/branding': async () => ({
    body: { name: 'Shop', color: '#0b7a5b', embed_origins: [] }
  }),
  'POST /api/v1/account/export': async () => ({}),
  'DELETE /api/v1/admin/users/:id': async ({ app }) => ({
    path: { id: (await app.seed.tenant()).user_id }
  }),
  'POST /api/v1/auth/verify-email/send': async () => ({}),
  'POST /api/v1/admin/plans': async () => ({ body: newPlan() }),
  'PATCH /api/v1/admin/plans/:id': async (seed) => ({
    path: { id: await madePlan(seed) },
    body: { name: 'Gold' }
  }),
  'DELETE /api/v1/admin/plans/:id': async (seed) => ({ path: { id: await madePlan(seed) } }),
  'POST /api/v1/admin/users': async () => ({
    body: { email: `${newId('user')}@example.com`, name: 'B', password: 'a long password' }
  }),
  'PATCH /api/v1/admin/users/:id': async ({ app }) => ({
    path: { id: (await app.seed.tenant()).user_id },
    body: { status: 'suspended' }
  }),
  'POST /api/v1/admin/users/:id/subscription': async ({ app }) => ({
    path: { id: (await app.seed.tenant()).user_id },
    body: { plan_id: 'business', limits: { sessions_max: 60 } }
  }),
  'POST /api/v1/admin/users/:id/impersonate': async ({ app, tenant }) => ({
    path: { id: (await app.seed.tenant()).user_id },
    body: {
      reason: 'They asked for help.',
      recovery_code: await seedRecoveryCode(app, tenant)
    }
  }),
  'PATCH /api/v1/admin/settings': async () => ({ body: { registration: null } }),
  'POST /api/v1/admin/invitations': async () => ({ body: { expires_in_hours: 5 } }),
  'DELETE /api/v1/admin/invitations/:id': async ({ person }) => {
    const { id } = (await person.post('/api/v1/admin/invitations', {})).json()
    return { path: { id } }
  }
}

/** A second factor of which only this recovery code is known. */
export const seedRecoveryCode = async (app: Harness, tenant: SeededTenant): Promise<string> => {
  const [code = ''] = newRecoveryCodes()
  await app.owner.query(
    `insert into user_second_factors (user_id, tenant_id, sealed_secret, confirmed_at, recovery_hashes)
     values ($1, $2, 'x', now(), array[$3::bytea])
     on conflict (user_id) do update set recovery_hashes = user_second_factors.recovery_hashes || excluded.recovery_hashes`,
    [tenant.user_id, tenant.tenant_id, hashOfRecoveryCode(code)]
  )
  return code
}
