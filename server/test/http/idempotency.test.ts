import assert from 'node:assert/strict'
import { test } from 'node:test'

import { newId } from '../../src/domain/ids.ts'
import { sealAnswer } from '../../src/usecases/idempotency/stored-answer.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import {
  all_routes,
  apiKey,
  calls,
  ends_logins,
  hosted,
  nameOf,
  seedCaller,
  sendCall,
  textTo,
  unsafe_routes
} from '../../testkit/calls.ts'
import { recordingWorkers } from '../../testkit/resources.ts'

test('every call that changes something is done once for its Idempotency-Key and gives the first answer again, even one that the version before has kept', async (t) => {
  const { workers } = recordingWorkers({
    calls: {
      request_pairing_code: async () => ({
        code: Math.random().toString(36).slice(2, 10).toUpperCase(),
        expires_at: new Date().toISOString()
      })
    }
  })
  const app = await harness(t, { routes: all_routes, deps: () => ({ workers }) })
  assert.deepEqual(Object.keys(calls).sort(), unsafe_routes.map(nameOf).sort())
  for (const route of unsafe_routes) {
    const name = nameOf(route)
    const tenant = await seedCaller(app, route)
    const person = app.as(tenant)
    const call = (await calls[name]?.({ app, tenant, person })) ?? {}
    const headers = { 'idempotency-key': 'once' }
    const first = await sendCall(person, route, call, headers)
    assert.ok(first.statusCode < 300, `${name}: ${first.body}`)
    assert.equal(first.headers['idempotent-replayed'], undefined, name)
    // Its own login is over then.
    if (ends_logins.includes(name)) continue
    const again = await sendCall(person, route, call, headers)
    assert.equal(again.statusCode, first.statusCode, `${name}: ${again.body}`)
    assert.equal(again.body, first.body, name)
    assert.equal(again.headers['idempotent-replayed'], 'true', name)
    const before = withoutOne(first.body)
    await keepAsSent(app, tenant, before)
    const kept = await sendCall(person, route, call, headers)
    assert.equal(kept.body, before, name)
    assert.equal(kept.headers['content-type'], first.headers['content-type'], name)
    const other = { ...call, body: { ...call.body, more: 1 } }
    if (call.body) {
      const refused = await sendCall(person, route, { ...other, body: changed(call.body) }, headers)
      assert.equal(refused.json().code, 'idempotency_key_reused', `${name}: ${refused.body}`)
    }
  }
})

/** The answer without its last member, which the version before did not have yet. */
const withoutOne = (body: string): string =>
  body === ''
    ? ''
    : JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body)).slice(0, -1)))

/** Keeps an answer as the version before did: in the form in which it was sent, its moments as text. */
const keepAsSent = async (app: Harness, tenant: SeededTenant, body: string): Promise<void> => {
  const result = body === '' ? undefined : JSON.parse(body)
  await app.owner.query('update idempotency_keys set response = $2 where tenant_id = $1', [
    tenant.tenant_id,
    sealAnswer(app.deps, tenant.tenant_id, 'once', result)
  ])
}

/** Another body that is as good as this one. */
const changed = (body: Record<string, unknown>): Record<string, unknown> => {
  const texts = Object.entries(body).filter(
    ([name, value]) =>
      typeof value === 'string' &&
      /name|phone|url|plan|desc|new_|subject|invite|reason|note|reference/.test(name)
  )
  if ('expires_in_s' in body) return { ...body, expires_in_s: 700 }
  if (Object.keys(body).join() === 'tenant_id') return { tenant_id: newId('tenant') }
  if ('role' in body) return { ...body, role: 'billing' }
  if ('compare_codes' in body) return { ...body, compare_codes: true }
  const [name, value] = texts.at(-1) ?? []
  if (name === 'phone_number') return { ...body, [name]: '+201001234568' }
  if (name !== undefined) return { ...body, [name]: `${value}x` }
  if (body['phone_numbers']) return { phone_numbers: ['+201001234568'] }
  if (body['participants']) return { ...body, participants: ['2@lid'] }
  if (body['text'] === 'Please write.') return { text: 'Please call.' }
  if (body['text']) return { ...body, text: { body: 'other' } }
  if (body['emoji']) return { emoji: '👎' }
  if (body['to']) return { to: '+201007654322' }
  if (body['for']) return { for: '24h' }
  if ('played' in body) return { played: false }
  if (body['options']) return { options: [] }
  if ('workers' in body) return { workers: Number(body['workers']) + 1 }
  if ('disappearing_seconds' in body) return { disappearing_seconds: 0 }
  if (body['response']) return { response: 'maybe' }
  if (body['current_password']) return { ...body, current_password: 'another' }
  if (body['code']) return { code: '000000' }
  if (body['status']) return { status: 'active' }
  if ('registration' in body) return { registration: 'open' }
  if (body['expires_in_hours']) return { expires_in_hours: 6 }
  if (body['since']) return { since: '2026-01-02T00:00:00Z' }
  if (body['messages']) return { messages: [...(body['messages'] as unknown[]), {}] }
  if (body['media'] === 'video') return { media: 'audio' }
  if (body['about']) return { about: 'Away' }
  if (body['message_id']) return { message_id: newId('message') }
  if (body['chat']) return { chat: '+201001234568' }
  if (body['media_id']) return { media_id: newId('media') }
  if (body['state']) return { state: 'offline' }
  if (body['last_seen']) return { last_seen: 'contacts' }
  if (body['contact']) return { contact: '+201001234568' }
  if (body['stop_words']) return { stop_words: ['Enough'], start_words: [] }
  if (body['variables']) return { variables: { total: 13 } }
  return { session_id: 'ses_01890000000070008000000000000000' }
}

test('a command under a key that runs is refused, one that failed frees it, and one that was broken off does so later', async (t) => {
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  let asked = 0
  const { workers } = recordingWorkers({
    calls: {
      request_pairing_code: async () => {
        asked++
        enter()
        await released
        return { code: 'ABCDEFGH', expires_at: '2030-01-01T00:00:00.000Z' }
      }
    }
  })
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const caller = app.as(tenant)
  const { id } = await hosted({ app, tenant, person: caller })
  const url = `/api/v1/sessions/${id}/pairing-code`
  const headers = { 'idempotency-key': 'k' }
  const body = { phone_number: '+201001234567' }
  const running = caller.post(url, body, headers)
  await entered
  const meanwhile = await caller.post(url, body, headers)
  assert.equal(meanwhile.statusCode, 409)
  assert.equal(meanwhile.json().code, 'idempotency_running')
  assert.equal(meanwhile.json().retryable, true)
  release()
  const first = await running
  assert.equal(first.statusCode, 200)
  assert.equal((await caller.post(url, body, headers)).body, first.body)
  assert.equal(asked, 1)

  const missing = await caller.post(
    '/api/v1/sessions/ses_01890000000070008000000000000000/start',
    undefined,
    { 'idempotency-key': 'gone' }
  )
  assert.equal(missing.statusCode, 404)
  assert.equal(await app.count("idempotency_keys where key = 'gone'"), 0)

  await app.owner.query(
    "update idempotency_keys set response = null, created_at = now() - interval '1 minute'"
  )
  assert.equal((await caller.post(url, body, headers)).json().code, 'idempotency_running')
  await app.owner.query("update idempotency_keys set created_at = now() - interval '3 minutes'")
  assert.equal((await caller.post(url, body, headers)).statusCode, 200)
  assert.equal(asked, 2)
})

test('who lacks the scopes of a key is not shown it again with the Idempotency-Key of another', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const person = app.as(tenant)
  const { path } = await apiKey({ app, tenant, person })
  const headers = { 'idempotency-key': 'rotation' }
  const url = `/api/v1/api-keys/${path?.['id']}/rotate`
  assert.equal((await person.post(url, undefined, headers)).statusCode, 200)
  const weaker = await app.withKey(['account:write'], tenant)
  const answer = await weaker.post(url, undefined, headers)
  assert.equal(answer.statusCode, 403)
  assert.equal(answer.body.includes('wak_'), false)
})

test('the answer that is kept of a thousand messages grows with their number, not with their length', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const item = { ...(await textTo({ app, tenant, person: app.as(tenant) })) }
  const long = { ...item, text: { body: '\u0001'.repeat(15_000) } }
  const messages = Array.from({ length: 100 }, () => long)
  const headers = { 'idempotency-key': 'campaign' }
  const answer = await app.as(tenant).post('/api/v1/messages/bulk', { messages }, headers)
  assert.equal(answer.json().accepted, 100)
  assert.ok(answer.body.length < 100 * 1_000, `${answer.body.length} bytes`)
  const [row] = await app.owner.query<{ bytes: number }>(
    'select octet_length(response) as bytes from idempotency_keys'
  )
  assert.ok(Number(row?.bytes) < answer.body.length / 2, `${row?.bytes} bytes kept`)
  const again = await app.as(tenant).post('/api/v1/messages/bulk', { messages }, headers)
  assert.equal(again.body, answer.body)

  const wrong = Array.from({ length: 1_000 }, () => ({ ...long, more: 1, and: 2 }))
  const refused = (
    await app.as(tenant).post('/api/v1/messages/bulk', { messages: wrong.slice(0, 50) })
  ).json()
  const named = refused.results.flatMap((one: { error: { errors: unknown[] } }) => one.error.errors)
  assert.equal(named.length, 20)
  assert.equal(refused.results[49].error.errors_total, 2)
})
