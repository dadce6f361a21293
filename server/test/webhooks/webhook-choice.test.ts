import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { newId } from '../../src/domain/ids.ts'
import { listDueDeliveries } from '../../src/store/webhook-deliveries/record.ts'
import { signedEnvelope } from '../../src/webhooks/envelope.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { seedSession } from '../../testkit/seed-session.ts'

const path = '/api/v1/webhooks'

const create = async (app: Harness, tenant: SeededTenant, more: object = {}) => {
  const answer = await app.as(tenant).post(path, { url: 'https://example.com/x', ...more })
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}

test('a webhook is told of the sessions, groups of events and messages it asks for, and of no others', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const [first, second] = [await seedSession(app, tenant), await seedSession(app, tenant)]
  await app.owner.query('delete from events')
  const person = { direction: 'inbound', type: 'text', chat_id: '1@s.whatsapp.net' }
  const group = {
    ...person,
    direction: 'outbound',
    type: 'image',
    chat_id: '1@g.us',
    from: '201001234567@s.whatsapp.net'
  }
  const events: [string, string, string | null, object][] = [
    ['a', 'message.received', first, person],
    ['b', 'message.sent', second, group],
    ['c', 'message.reaction', first, { emoji: 'x' }],
    ['d', 'session.connected', second, {}],
    ['e', 'subscription.changed', null, {}]
  ]
  const rows: [object, string][] = [
    [{}, 'abcde'],
    [{ event_types: ['message.*'] }, 'abc'],
    [{ event_types: ['message.received', 'session.*'] }, 'ad'],
    [{ session_ids: [first] }, 'ac'],
    [{ session_ids: [first, second] }, 'abcd'],
    [{ filter: { directions: ['outbound'] } }, 'bcde'],
    [{ filter: { chat_kinds: ['person'], message_types: ['image'] } }, 'cde'],
    [{ filter: { chat_kinds: ['group', 'channel'] }, event_types: ['message.*'] }, 'bc'],
    [{ filter: { message_types: ['text'] }, session_ids: [second] }, 'd'],
    [{ filter: { senders: ['+20 100 123 4567'] } }, 'abcde'],
    [{ filter: { senders: ['+20 100 765 4321'] }, event_types: ['message.*'] }, 'ac'],
    [
      { filter: { senders: ['12345@lid', '201001234567@c.us'] }, event_types: ['message.sent'] },
      'b'
    ]
  ]
  const hooks: string[] = []
  for (const [wants] of rows) hooks.push((await create(app, tenant, wants)).id)
  for (const [name, type, session_id, data] of events)
    await app.owner.query(
      'insert into events (id, tenant_id, session_id, type, data) values ($1, $2, $3, $4, $5)',
      [newId('event'), tenant.tenant_id, session_id, type, JSON.stringify({ ...data, name })]
    )
  for (const [index, [wants, names]] of rows.entries()) {
    const told = await app.owner.query<{ name: string }>(
      "select e.data ->> 'name' as name from webhook_deliveries d join events e on e.id = d.event_id where d.webhook_id = $1 order by e.seq",
      [hooks[index]]
    )
    assert.equal(told.map((one) => one.name).join(''), names, JSON.stringify(wants))
  }
  // They are not as events are documented: they say no more than webhooks look at.
  await app.owner.query('delete from events')
})

test('what a webhook chooses is changed, taken away and checked; sessions are those of its tenant', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const session_id = await seedSession(app, tenant)
  const foreign = await seedSession(app, other)
  const me = app.as(tenant)
  const filter = { directions: ['inbound'] }
  const hook = await create(app, tenant, { session_ids: [session_id, session_id], filter })
  assert.deepEqual(
    [hook.session_ids, hook.filter, hook.old_secret_until],
    [[session_id], filter, null]
  )
  const url = `${path}/${hook.id}`
  const kept = (await me.patch(url, { description: 'x' })).json()
  assert.deepEqual([kept.session_ids, kept.filter], [[session_id], filter])
  const open = (await me.patch(url, { session_ids: [], filter: null })).json()
  assert.deepEqual([open.session_ids, open.filter], [[], null])
  assert.equal((await me.patch(url, { session_ids: [foreign] })).statusCode, 404)
  assert.equal(
    (await me.post(path, { url: 'https://example.com/x', session_ids: [foreign] })).statusCode,
    404
  )
  for (const wrong of [
    { filter: { directions: [] } },
    { filter: { chats: ['x'] } },
    { filter: { senders: ['nobody'] } },
    { filter: { senders: ['12345@g.us'] } },
    { event_types: ['nothing.*'] },
    { event_types: ['webhook.*'] },
    { session_ids: ['x'] }
  ])
    assert.equal((await me.patch(url, wrong)).statusCode, 422, JSON.stringify(wrong))
  const narrow = await app.withKey(['webhooks:write'], tenant)
  assert.equal(
    (await narrow.patch(url, { event_types: ['message.*'] })).json().code,
    'scope_missing'
  )
  assert.equal((await narrow.patch(url, { event_types: ['session.*'] })).statusCode, 200)
})

test('for a day after a new secret was made deliveries are signed with both, unless the old one is to end at once', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const hook = await create(app, tenant)
  await me.post(`${path}/${hook.id}/test`)
  const knows = async (secret: string): Promise<boolean> => {
    const [{ id } = { id: '' }] = await app.owner.query<{ id: string }>(
      'select id from webhook_deliveries'
    )
    const [delivery] = await listDueDeliveries(app.owner, [id])
    assert.ok(delivery)
    const { body, headers } = signedEnvelope(delivery, app.deps.webhook_key, new Date())
    try {
      new Webhook(secret).verify(body, headers)
      return true
    } catch {
      return false
    }
  }
  const next = (await me.post(`${path}/${hook.id}/rotate-secret`)).json()
  assert.ok(Date.parse(next.old_secret_until) > Date.now() + 86_000_000)
  assert.deepEqual([await knows(hook.secret), await knows(next.secret)], [true, true])
  await app.owner.query('update webhooks set old_secret_until = now()')
  assert.deepEqual([await knows(hook.secret), await knows(next.secret)], [false, true])
  const last = (await me.post(`${path}/${hook.id}/rotate-secret?end_old_at_once=true`)).json()
  assert.deepEqual([await knows(next.secret), await knows(last.secret)], [false, true])
  assert.equal((await me.post(`${path}/${newId('webhook')}/rotate-secret`)).statusCode, 404)
  assert.equal((await me.post(`${path}/${hook.id}/rotate-secret?at_once=true`)).statusCode, 422)
})
