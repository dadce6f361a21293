import type { SeededTenant } from '../../testkit/app.ts'

/** Bodies for the routes that take no credential. */
export const public_calls: Record<string, (tenant: SeededTenant) => Record<string, unknown>> = {
  'POST /api/v1/auth/register': () => ({
    email: 'new@example.com',
    password: 'correct horse battery staple',
    name: 'New'
  }),
  'POST /api/v1/auth/login': ({ email, password }) => ({ email, password }),
  'POST /api/v1/auth/refresh': () => ({ refresh_token: 'x' }),
  'POST /api/v1/auth/verify-email': () => ({ token: 'x' }),
  'POST /api/v1/auth/forgot-password': ({ email }) => ({ email }),
  'POST /api/v1/auth/reset-password': () => ({ token: 'x', new_password: 'another password' }),
  'POST /api/v1/auth/logout': () => ({ refresh_token: 'x' })
}
