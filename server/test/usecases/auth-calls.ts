import assert from 'node:assert/strict'
import type { Answer, Harness, SeededTenant } from '../../testkit/app.ts'

export const person = { email: 'Ada@Example.com', password: 'correct horse', name: 'Ada' }

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

export const code = (answer: Answer): string => answer.json().code

export const logIn = async (app: Harness, tenant: SeededTenant) => {
  const { email, password } = tenant
  const answer = await app.anonymous.post('/api/v1/auth/login', { email, password })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}

export const me = (app: Harness, token: string) =>
  app.anonymous.get('/api/v1/auth/me', bearer(token))

export const refresh = (app: Harness, refresh_token: string) =>
  app.anonymous.post('/api/v1/auth/refresh', { refresh_token })
