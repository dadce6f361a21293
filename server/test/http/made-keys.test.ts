import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import type { Scope } from '../../src/domain/tenant.ts'
import { type Harness, harness } from '../../testkit/app.ts'

const keys = '/api/v1/api-keys'
const account: Scope[] = ['account:write', 'account:read']

const withHeader = (app: Harness, key: string) => ({
  post: (url: string, body?: object) => app.anonymous.post(url, body, { 'x-api-key': key }),
  patch: (url: string, body: object) => app.anonymous.patch(url, body, { 'x-api-key': key }),
  get: (url: string) => app.anonymous.get(url, { 'x-api-key': key }),
  delete: (url: string) => app.anonymous.delete(url, { 'x-api-key': key })
})

test('a key made with another one has no more rights or days than that, and ends with it', async (t) => {
  const app = await harness(t)
  const person = app.as(await app.seed.tenant({ plan: 'unlimited' }))
  const end = '2099-01-01T00:00:00.000Z'
  const parent = (
    await person.post(keys, { name: 'a', scopes: [...account, 'messages:read'], expires_at: end })
  ).json()
  const maker = withHeader(app, parent.key)
  const later = '2099-01-02T00:00:00.000Z'
  for (const expires_at of [null, later]) {
    const answer = await maker.post(keys, { name: 'b', scopes: account, expires_at })
    assert.equal(answer.statusCode, 422)
    assert.equal(answer.json().errors[0].path, 'expires_at')
  }
  const wider = await maker.post(keys, { name: 'b', scopes: ['webhooks:read'] })
  assert.equal(wider.json().code, 'scope_missing')
  const made = (await maker.post(keys, { name: 'b', scopes: [...account, 'messages:read'] })).json()
  assert.equal(made.expires_at, end)
  assert.equal(made.created_by_key_id, parent.id)
  const grandchild = (
    await withHeader(app, made.key).post(keys, { name: 'c', scopes: ['messages:read'] })
  ).json()

  // What is taken from a key is taken from those made with it.
  const sooner = '2098-01-01T00:00:00.000Z'
  await person.patch(`${keys}/${parent.id}`, { scopes: account, expires_at: sooner })
  const after = (await person.get(`${keys}/${made.id}`)).json()
  assert.deepEqual(after.scopes, account)
  assert.equal(after.expires_at, sooner)
  assert.equal((await withHeader(app, grandchild.key).get('/api/v1/messages')).statusCode, 401)

  await person.delete(`${keys}/${parent.id}`)
  for (const { key } of [parent, made]) {
    assert.equal((await withHeader(app, key).get('/api/v1/auth/me')).statusCode, 401)
  }
})

test('a key changes, replaces and revokes itself and the keys made with it, and no other', async (t) => {
  const app = await harness(t)
  const person = app.as(await app.seed.tenant({ plan: 'unlimited' }))
  const end = '2099-01-01T00:00:00.000Z'
  const own = (await person.post(keys, { name: 'own', scopes: account, expires_at: end })).json()
  const other = (await person.post(keys, { name: 'other', scopes: ['account:read'] })).json()
  const holder = withHeader(app, own.key)
  const refused = [
    await holder.post(`${keys}/${other.id}/rotate`),
    await holder.patch(`${keys}/${other.id}`, { name: 'x' }),
    await holder.delete(`${keys}/${other.id}`)
  ]
  for (const answer of refused) assert.equal(answer.json().code, 'login_required', answer.body)
  assert.equal((await withHeader(app, other.key).get('/api/v1/auth/me')).statusCode, 200)
  assert.equal((await holder.patch(`${keys}/${own.id}`, { expires_at: null })).statusCode, 422)
  const foreign = await holder.delete(`${keys}/${newId('api_key')}`)
  assert.equal(foreign.statusCode, 404)
  const made = (await holder.post(keys, { name: 'made', scopes: ['account:read'] })).json()
  assert.equal((await holder.patch(`${keys}/${made.id}`, { name: 'y' })).statusCode, 200)
  assert.equal((await holder.post(`${keys}/${made.id}/rotate`)).statusCode, 200)
  assert.equal((await holder.delete(`${keys}/${made.id}`)).statusCode, 204)
  assert.equal((await holder.delete(`${keys}/${own.id}`)).statusCode, 204)
  assert.equal((await holder.get('/api/v1/auth/me')).statusCode, 401)
})
