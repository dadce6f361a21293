import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer } from '../../src/http/build-server.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { readConfig } from '../../src/main/config/config.ts'
import { harness, testDeps } from '../../testkit/app.ts'
import { recordingWorkers, seedInstance } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { path, text, used } from './pipeline-calls.ts'

test('a bulk call answers for each message in order, and a bad one does not refuse the others', async (t) => {
  const { workers, asked } = recordingWorkers()
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const instance_id = await seedInstance(app, tenant)
  const session_id = await seedConnected(app, tenant, { instance_id })
  const gone = await seedSession(app, tenant, { status: 'logged_out' })
  const stranger = await seedConnected(app, await app.seed.tenant())
  const messages = [
    text(session_id),
    { ...text(session_id), text: { body: '' } },
    text(gone),
    text(stranger),
    text(session_id, { to: 'nobody' }),
    'nonsense',
    { ...text(session_id), text: { body: 'a\0b' } },
    text(session_id, { priority: 'high' })
  ]
  const answer = await app.as(tenant).post(`${path}/bulk`, { messages })
  assert.equal(answer.statusCode, 202, answer.body)
  const { results, accepted, refused } = answer.json()
  assert.deepEqual([accepted, refused], [2, 6])
  assert.deepEqual(
    results.map((one: { error?: { code: string } }) => one.error?.code ?? 'accepted'),
    [
      'accepted',
      'validation_failed',
      'session_logged_out',
      'not_found',
      'recipient_invalid',
      'validation_failed',
      'validation_failed',
      'accepted'
    ]
  )
  assert.equal(results[1].error.errors[0].path, 'text.body')
  assert.deepEqual(
    results.map((one: { index: number }) => one.index),
    messages.map((_, index) => index)
  )
  assert.equal(results[0].message.priority, 'bulk')
  assert.equal(results[7].message.priority, 'high')
  assert.equal(await used(app), 2)
  assert.equal(await app.count('outbound'), 2)
  assert.deepEqual(asked, [`poke ${instance_id}`])
  for (const wrong of [{ messages: [] }, { messages: Array(1_001).fill(text(session_id)) }, {}]) {
    assert.equal((await app.as(tenant).post(`${path}/bulk`, wrong)).statusCode, 422)
  }
})

test('bulk calls against a quota that is nearly used up: exactly what is left is accepted', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  await app.owner.query('update subscriptions set messages_per_month_max = 1203')
  const call = () =>
    app.as(tenant).post(`${path}/bulk`, { messages: Array(500).fill(text(session_id)) })
  const answers = await Promise.all([
    call(),
    call(),
    call(),
    ...[1, 2, 3].map(() => app.as(tenant).post(path, text(session_id)))
  ])
  const accepted = answers.map((answer) =>
    answer.statusCode === 202 ? (answer.json().accepted ?? 1) : 0
  )
  assert.equal(
    accepted.reduce((sum: number, one: number) => sum + one, 0),
    1203
  )
  assert.equal(await used(app), 1203)
  assert.equal(await app.count('outbound'), 1203)
  const short = answers.find((answer) => (answer.json().refused ?? 0) > 0)?.json()
  assert.equal(short.results.at(-1).error.code, 'quota_exceeded')
  assert.equal(short.results[0].status, 'accepted', 'the first ones come first')
})

test('one Idempotency-Key on two gateways at once makes one message; another body is refused; a restart remembers', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const start = async () => {
    const deps = testDeps(app.urls.tenant, readConfig({ BCRYPT_COST: '4' }))
    const server = await buildServer(deps, gateway_routes, { title: 'Test', description: 'Test' })
    return {
      send: (payload: object, url = path, key = 'order-7') =>
        server.inject({
          method: 'POST',
          url,
          headers: { authorization: `Bearer ${tenant.access_token}`, 'idempotency-key': key },
          payload
        }),
      stop: async () => {
        await server.close()
        await deps.db.close()
      }
    }
  }
  const gateways = [await start(), await start()]
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => gateways[index % 2]?.send(text(session_id)))
  )
  for (const answer of answers) assert.equal(answer?.statusCode, 202, answer?.body)
  assert.equal(new Set(answers.map((answer) => answer?.body)).size, 1)
  const other = await gateways[0]?.send(text(session_id, { priority: 'high' }))
  assert.equal(other?.statusCode, 422)
  assert.equal(other?.json().code, 'idempotency_key_reused')
  const bulk = { messages: [text(session_id), text(session_id)] }
  const bulks = await Promise.all(
    gateways.map((gateway) => gateway.send(bulk, `${path}/bulk`, 'campaign'))
  )
  assert.equal(bulks[0]?.body, bulks[1]?.body)
  assert.equal(await app.count('messages'), 3)
  assert.equal(await used(app), 3)
  for (const gateway of gateways) await gateway.stop()

  const restarted = await start()
  const replayed = await restarted.send(text(session_id))
  assert.equal(replayed.headers['idempotent-replayed'], 'true')
  assert.equal(replayed.body, answers[0]?.body)
  await app.owner.query("update idempotency_keys set created_at = now() - interval '25 hours'")
  const fresh = await restarted.send(text(session_id, { priority: 'high' }))
  assert.equal(fresh.statusCode, 202)
  assert.notEqual(fresh.json().id, replayed.json().id)
  await restarted.stop()
})
