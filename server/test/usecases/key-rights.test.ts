import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Harness, harness } from '../../testkit/app.ts'
import { until } from '../../testkit/until.ts'

const url = '/api/v1/api-keys'
const both = ['api_keys:write', 'messages:read', 'messages:write']

/** Until somebody waits for a lock in this statement. */
const untilWaits = (app: Harness, what: string, part: string) =>
  until(what, async () => {
    const [row] = await app.owner.query<{ waits: boolean }>(
      `select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
         and query like $1) as waits`,
      [`%${part}%`]
    )
    return row?.waits
  })

test('a key gives nobody what is being taken from it', async (t) => {
  const app = await harness(t)
  const person = app.as(await app.seed.tenant())
  const made = await person.post(url, { name: 'parent', scopes: both })
  assert.equal(made.statusCode, 201, made.body)
  const parent = made.json()
  const changed = Promise.withResolvers<void>()
  const began = Promise.withResolvers<void>()
  const changing = app.owner.transaction(async (tx) => {
    await tx.query('update api_keys set scopes = $2 where id = $1', [
      parent.id,
      ['api_keys:write', 'messages:read']
    ])
    began.resolve()
    await changed.promise
  })
  await began.promise
  const body = { name: 'child', scopes: ['messages:write'] }
  const asked = app.anonymous.post(url, body, { authorization: `Bearer ${parent.key}` })
  await untilWaits(app, 'the key that asks is waited for', 'from api_keys')
  changed.resolve()
  await changing
  const answer = await asked
  assert.deepEqual([answer.statusCode, answer.json().code], [403, 'scope_missing'], answer.body)
})

test('a key that is revoked while it asks makes none', async (t) => {
  const app = await harness(t)
  const person = app.as(await app.seed.tenant())
  const made = await person.post(url, { name: 'parent', scopes: both })
  assert.equal(made.statusCode, 201, made.body)
  const parent = made.json()
  const revoked = Promise.withResolvers<void>()
  const began = Promise.withResolvers<void>()
  const revoking = app.owner.transaction(async (tx) => {
    await tx.query('update api_keys set revoked_at = now() where id = $1', [parent.id])
    began.resolve()
    await revoked.promise
  })
  await began.promise
  const body = { name: 'child', scopes: ['messages:write'] }
  const asked = app.anonymous.post(url, body, { authorization: `Bearer ${parent.key}` })
  await untilWaits(app, 'the key that asks is waited for', 'from api_keys')
  revoked.resolve()
  await revoking
  assert.equal((await asked).statusCode, 401)
})
