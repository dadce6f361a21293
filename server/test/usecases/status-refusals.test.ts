import assert from 'node:assert/strict'
import { newId } from '../../src/domain/ids.ts'
import { letMessagesDisappear } from '../../src/jobs/tasks/disappear-messages.ts'
import type { Answer, Caller } from '../../testkit/app.ts'
import { liveBed } from '../../testkit/live-bed.ts'
import { seedSession } from '../../testkit/seed-session.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { used } from '../worker/pipeline-calls.ts'
import { codeOf } from './chat-bed.ts'
import { friendOf, posts, seen, text, typesOf, until_status } from './status-bed.ts'

const test = sideBySide(2)
test('what is wrong, of somebody else or without an audience is refused', async (t) => {
  const bed = await liveBed(t)
  const { me, path } = bed
  const fields = async (body: object): Promise<string[]> => {
    const answer = await me.post(path('/status'), body)
    assert.equal(answer.statusCode, 422, answer.body)
    return answer.json().errors.map((one: { path: string }) => one.path)
  }
  const everybody = { audience: { type: 'contacts' } }
  assert.deepEqual(await fields(text('hello', everybody)), ['audience'], 'the phone book is empty')
  const friend = await friendOf(bed)
  assert.deepEqual(
    await fields(text('x', { audience: { type: 'except', contacts: [friend.number] } })),
    ['audience']
  )
  const only = (...contacts: string[]) => ({ audience: { type: 'only', contacts } })
  assert.deepEqual(
    await fields(text('x', only(friend.number, 'nobody', '120363000000000001@g.us'))),
    ['audience.contacts.1', 'audience.contacts.2']
  )
  for (const body of [
    {},
    text(''),
    text('x'.repeat(701)),
    text('x', { background: 'green' }),
    text('x', { font: 'comic' }),
    text('x', { audience: { type: 'only', contacts: [] } }),
    { type: 'image', image: {} },
    { type: 'image', image: { id: newId('media'), view_once: true } },
    { type: 'location', location: {} },
    text('x', { send_at: '2020-01-01T00:00:00Z' })
  ])
    assert.equal((await me.post(path('/status'), body)).statusCode, 422, JSON.stringify(body))

  const { id } = (await me.post(path('/status'), text('x'))).json()
  await until_status(bed, id, 'sent')
  const reader = await bed.app.withKey(['messages:read', 'sessions:write'], bed.tenant)
  const writer = await bed.app.withKey(['messages:write'], bed.tenant)
  const stranger = bed.app.as(await bed.app.seed.tenant())
  const calls: [(caller: Caller) => Promise<Answer>, Caller][] = [
    [(caller) => caller.post(path('/status'), text('x')), reader],
    [(caller) => caller.delete(path(`/statuses/${id}`)), reader],
    [(caller) => caller.get(path('/statuses')), writer],
    [(caller) => caller.get(path(`/statuses/${id}`)), writer],
    [(caller) => caller.get(path(`/statuses/${id}/viewers`)), writer]
  ]
  for (const [call, other] of calls) {
    assert.equal(codeOf(await call(bed.app.anonymous)), '401 unauthenticated')
    assert.equal(codeOf(await call(other)), '403 scope_missing')
    assert.equal(codeOf(await call(stranger)), '404 not_found')
  }
  const blind = (await writer.post(path('/status'), text('secret'))).json()
  assert.deepEqual([blind.type, blind.text], ['text', undefined])
  const hooks = await bed.app.withKey(['webhooks:write'], bed.tenant)
  const hook = { url: 'https://example.com/x', event_types: ['status.sent'] }
  assert.equal(codeOf(await hooks.post('/api/v1/webhooks', hook)), '403 scope_missing')
  const nowhere = path(`/statuses/${newId('message')}`)
  for (const answer of [await me.get(nowhere), await me.delete(nowhere)])
    assert.equal(codeOf(answer), '404 not_found')
  const unlinked = await seedSession(bed.app, bed.tenant, { status: 'created', desired: 'stopped' })
  await friendOf(bed, true, unlinked)
  const refused = await me.post(`/api/v1/sessions/${unlinked}/status`, text('x'))
  assert.match(codeOf(refused), /^409 session_not_/)
})

test('what WhatsApp refuses or cannot be given is told, and one that waits is canceled', async (t) => {
  const bed = await liveBed(t)
  const { me, path, session } = bed
  const { simulator } = bed.farm
  const friend = await friendOf(bed)
  const post = async (more: object = {}) => (await me.post(path('/status'), text('x', more))).json()
  await simulator.setFaults({ number: session.number, refuse_sends: 1, refusal_code: 479 })
  await until_status(bed, (await post()).id, 'sent')
  await simulator.setFaults({ number: session.number, refuse_sends: true, refusal_code: 479 })
  const refused = await until_status(bed, (await post()).id, 'failed')
  assert.deepEqual(
    [refused.error.code, refused.error.whatsapp_code],
    ['malformed_for_recipient', '479']
  )
  await simulator.clearFaults({ number: session.number })
  const nobody = { audience: { type: 'only', contacts: ['+201009999999'] } }
  const lonely = await until_status(bed, (await post(nobody)).id, 'failed')
  assert.equal(lonely.error.code, 'no_audience')
  assert.equal((await typesOf(bed)).filter((type) => type === 'status.failed').length, 2)

  const before = await used(bed.app)
  const later = await post({ send_at: new Date(Date.now() + 3_600_000).toISOString() })
  assert.equal(later.waiting_reason, 'scheduled')
  assert.equal(await used(bed.app), before + 1, 'a post counts as one message')
  const canceled = await me.delete(path(`/statuses/${later.id}`))
  assert.deepEqual([canceled.statusCode, canceled.json().status], [202, 'canceled'])
  assert.equal(await used(bed.app), before)
  assert.equal(codeOf(await me.delete(path(`/statuses/${later.id}`))), '409 message_not_sent')
  assert.ok((await typesOf(bed)).includes('status.canceled'))
  assert.ok(friend.number)
})

test('a status whose worker is killed while WhatsApp is silent is there once, and is over after a day', async (t) => {
  const bed = await liveBed(t, { lease_seconds: 4 })
  const { me, path, session } = bed
  const { simulator, owner } = bed.farm
  const friend = await friendOf(bed)
  await simulator.setFaults({ number: session.number, withhold_acks: true })
  const { id, whatsapp_id } = (await me.post(path('/status'), text('once'))).json()
  await seen(bed, friend.number, whatsapp_id)
  assert.equal((await me.get(path(`/statuses/${id}`))).json().status, 'queued')
  bed.worker.child.kill('SIGKILL')
  await simulator.clearFaults({ number: session.number })
  const next = await bed.startWorker()
  await until('the lease is free', () => bed.farm.give(session.id, next), 30_000)
  await until_status(bed, id, 'sent')
  assert.equal(await posts(bed, friend.number), 1)
  const [row] = await owner.query<{ day: boolean }>(
    "select disappears_at = sent_at + interval '1 day' as day from messages where id = $1",
    [id]
  )
  assert.equal(row?.day, true)
  assert.deepEqual(await typesOf(bed), ['status.accepted', 'status.sent'])

  await owner.query("update messages set disappears_at = now() - interval '1 s' where id = $1", [
    id
  ])
  await letMessagesDisappear(owner, new AbortController().signal)
  const over = (await me.get(path(`/statuses/${id}`))).json()
  assert.deepEqual([over.text, over.audience, over.status], [undefined, null, 'sent'])
  assert.ok(over.deleted_at)
  assert.deepEqual(await typesOf(bed), ['status.accepted', 'status.sent', 'status.deleted'])
})
