import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Harness, harness } from '../../testkit/app.ts'
import { eventTypes, recordingWorkers, seedInstance } from '../../testkit/resources.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { accept, path, used } from './pipeline-calls.ts'

const fail = (app: Harness, id: string, code = 'send_failed'): Promise<unknown> =>
  app.owner.query(
    `with gone as (delete from outbound where message_id = $1)
     update messages set status = 'failed', failed_at = now(), error = jsonb_build_object('code', $2::text, 'message', 'x') where id = $1`,
    [id, code]
  )

test('a waiting message is canceled once, gives its quota back and is told of', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const id = await accept(app, tenant, session_id)
  const scheduled = await accept(app, tenant, session_id, {
    send_at: new Date(Date.now() + 60_000).toISOString()
  })
  assert.equal(await used(app), 2)
  for (const one of [id, scheduled]) {
    const answers = await Promise.all(
      [1, 2].map(() => app.as(tenant).post(`${path}/${one}/cancel`))
    )
    assert.deepEqual(answers.map((answer) => answer.statusCode).toSorted(), [200, 409])
    const canceled = answers.find((answer) => answer.statusCode === 200)?.json()
    assert.equal(canceled.status, 'canceled')
    assert.equal(canceled.waiting_reason, null)
    const read = (await app.as(tenant).get(`${path}/${one}`)).json()
    assert.deepEqual(read, { ...canceled, reactions: [] })
  }
  assert.equal(await used(app), 0)
  assert.equal(await app.count('outbound'), 0)
  assert.deepEqual((await eventTypes(app)).filter((type) => type === 'message.canceled').length, 2)
})

test('a message whose sending has begun, or that has ended, is not canceled', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const id = await accept(app, tenant, session_id)
  await app.owner.query('update outbound set claimed_epoch = 1, began_epoch = 1')
  const refused = await app.as(tenant).post(`${path}/${id}/cancel`)
  assert.equal(refused.statusCode, 409)
  assert.equal(refused.json().code, 'message_not_waiting')
  assert.equal((await app.as(tenant).get(`${path}/${id}`)).json().waiting_reason, 'being_sent')
  await fail(app, id)
  assert.equal((await app.as(tenant).post(`${path}/${id}/cancel`)).statusCode, 409)
  assert.equal(await used(app), 1)
})

test('a failed message is sent again under its WhatsApp id, counted once; nothing else is', async (t) => {
  const { workers, asked } = recordingWorkers()
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const instance_id = await seedInstance(app, tenant)
  const session_id = await seedConnected(app, tenant, { instance_id })
  const id = await accept(app, tenant, session_id)
  const me = app.as(tenant)
  assert.equal((await me.post(`${path}/${id}/retry`)).json().code, 'message_not_failed')
  const before = (await me.get(`${path}/${id}`)).json()
  await fail(app, id)
  await app.owner.query("update messages set expires_at = now() - interval '1 hour'")
  const answers = await Promise.all([1, 2].map(() => me.post(`${path}/${id}/retry`)))
  assert.deepEqual(answers.map((answer) => answer.statusCode).toSorted(), [202, 409])
  const again = answers.find((answer) => answer.statusCode === 202)?.json()
  assert.equal(again.status, 'queued')
  assert.equal(again.whatsapp_id, before.whatsapp_id)
  assert.equal(again.error, null)
  assert.equal(again.expires_at, null)
  assert.equal(await used(app), 1)
  assert.equal(await app.count('outbound'), 1)
  assert.equal(asked.length, 2)
  await fail(app, id)
  await app.owner.query("update sessions set status = 'logged_out'")
  assert.equal((await me.post(`${path}/${id}/retry`)).json().code, 'session_logged_out')
})
