import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { type Answer, type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { createAuthenticator } from '../../testkit/authenticator.ts'

export const passkeys = '/api/v1/auth/passkeys'
export const page = 'https://wa.example.com'

type Authenticator = ReturnType<typeof createAuthenticator>

export const begin = (app: Harness, tenant: SeededTenant, more: object = {}) =>
  app.as(tenant).post(`${passkeys}/options`, { current_password: tenant.password, ...more })

export const optionsFor = async (app: Harness, tenant: SeededTenant) =>
  (await begin(app, tenant)).json()

export const register = (app: Harness, tenant: SeededTenant, credential: object) =>
  app.as(tenant).post(passkeys, { name: 'Laptop', credential })

export const registered = async (
  app: Harness,
  tenant: SeededTenant,
  authenticator: Authenticator
): Promise<string> => {
  const made = authenticator.create(await optionsFor(app, tenant))
  const answer = await register(app, tenant, made)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json().id
}

export const challenge = async (app: Harness, ceremony = 'log_in') =>
  (await app.anonymous.post(`${passkeys}/challenge`, { for: ceremony })).json()

let calls = 0
/** From another address each time, for failures are counted by address. */
export const logIn = (
  app: Harness,
  credential: object,
  address = `2001:db8:${(++calls).toString(16)}::1`
): Promise<Answer> =>
  app.anonymous.post(`${passkeys}/login`, { credential }, { 'x-forwarded-for': address })

/** A server at the address of the page, whose clock is told how late it is. */
export const open = async (t: TestContext) => {
  const time = { ms: Date.now() }
  const clock = { now: () => new Date(time.ms++), monotonic_ms: () => performance.now() }
  const app = await harness(t, {
    config: { PUBLIC_URL: `${page}/` },
    deps: () => ({ clock })
  })
  const tenant = await app.seed.tenant()
  return { app, tenant, time, authenticator: createAuthenticator(page) }
}
