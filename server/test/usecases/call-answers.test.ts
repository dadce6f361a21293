import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { answerCall } from '../../src/jobs/tasks/answer-call.ts'
import { openDb } from '../../src/lib/db.ts'
import { type LiveBed, liveBed } from '../../testkit/live-bed.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { workingDelivery } from '../../testkit/working-delivery.ts'

const test = sideBySide(2)

const body = 'We cannot take calls here. Please write.'

type Sent = { id: string; chat_id: string; status: string; text: { body: string } }
type Told = { type: string; data: { id: string; call_id?: string; contact_id: string } }

const messagesOf = async ({ me }: LiveBed): Promise<Sent[]> =>
  (await me.get('/api/v1/messages?direction=outbound')).json().data

const eventsOf = async ({ me }: LiveBed): Promise<Told[]> =>
  (await me.get('/api/v1/events?limit=100')).json().data

/** A session that rejects calls by itself, and writes to those who call. */
const bedOf = async (t: TestContext): Promise<LiveBed> => {
  const bed = await liveBed(t)
  await workingDelivery(t, bed.app)
  const calls = { reject: true, text: ` ${body} ` }
  const changed = await bed.me.patch(bed.path(''), { calls })
  assert.deepEqual(changed.json().calls, { reject: true, text: body })
  return bed
}

const ended = (bed: LiveBed, call_id: string) =>
  until(`the end of ${call_id}`, async () => {
    const all = await eventsOf(bed)
    return all.find((one) => one.type === 'call.ended' && one.data.call_id === call_id)?.data
  })

const jobsDone = ({ farm }: LiveBed) =>
  until('no such job waits', async () => {
    const rows = await farm.owner.query(
      "select 1 from graphile_worker.jobs where task_identifier = 'answer_call'"
    )
    return rows.length === 0
  })

test('who calls a session that rejects calls is written to, once for each call', async (t) => {
  const bed = await bedOf(t)
  const { simulator } = bed.farm
  const { number, id: session_id } = bed.session
  const friend = await simulator.createPhone({})
  const { id: call_id } = await simulator.ring(number, { from: friend.number })
  const { contact_id } = await ended(bed, call_id)
  const sent = await until('the text has left', async () => {
    const [message] = await messagesOf(bed)
    return message && message.status !== 'queued' ? message : undefined
  })
  assert.deepEqual([sent.chat_id, sent.text.body], [contact_id, body])
  const { messages } = await simulator.waitReceived(friend.number, { text: body })
  assert.equal(messages.length, 1)
  const accepted = (await eventsOf(bed)).filter((one) => one.type === 'message.accepted')
  assert.deepEqual(
    accepted.map((one) => one.data.id),
    [sent.id]
  )

  // A job may be done twice.
  const system = openDb({ url: bed.app.urls.system, connections_max: 2, application_name: 'test' })
  t.after(() => system.close())
  const used = async (): Promise<unknown> => {
    const rows = await bed.farm.owner.query(
      "select sum(used)::int as used from usage_stats where tenant_id = $1 and metric = 'messages_out'",
      [bed.tenant.tenant_id]
    )
    return rows[0]
  }
  await answerCall(system, { session_id, contact_id, call_id })
  assert.equal((await messagesOf(bed)).length, 1)
  assert.deepEqual(await used(), { used: 1 })
  await answerCall(system, { session_id, contact_id, call_id: 'ANOTHER' })
  assert.equal((await messagesOf(bed)).length, 2)
  assert.deepEqual(await used(), { used: 2 })
})

test('nobody is written to who has opted out, who calls in a group, whose call is rejected by hand, or where there is no text', async (t) => {
  const bed = await bedOf(t)
  const { simulator } = bed.farm
  const { number } = bed.session
  const [friend, other] = [await simulator.createPhone({}), await simulator.createPhone({})]
  const group = await simulator.createGroup(other.number, {
    subject: 'Team',
    participants: [number]
  })
  const in_group = await simulator.ring(number, { from: other.number, group: group.id })
  await ended(bed, in_group.id)
  const noted = await bed.me.post('/api/v1/opt-outs', { contact: friend.number })
  assert.equal(noted.statusCode, 201, noted.body)
  const unwanted = await simulator.ring(number, { from: friend.number })
  await ended(bed, unwanted.id)
  await jobsDone(bed)
  await bed.me.patch(bed.path(''), { calls: { reject: false } })
  const by_hand = await simulator.ring(number, { from: other.number })
  await until('it is rejected', async () => {
    const answer = await bed.me.post(bed.path(`/calls/${by_hand.id}/reject`), {})
    return answer.statusCode === 200
  })
  const changed = await bed.me.patch(bed.path(''), { calls: { reject: true, text: null } })
  assert.deepEqual(changed.json().calls, { reject: true, text: null })
  const silent = await simulator.ring(number, { from: other.number })
  await ended(bed, silent.id)
  await jobsDone(bed)
  assert.deepEqual(await messagesOf(bed), [])
})

test('a text beyond the quota is not sent, and no part of it stays', async (t) => {
  const bed = await bedOf(t)
  const { simulator } = bed.farm
  const friend = await simulator.createPhone({})
  await bed.farm.owner.query(
    'update subscriptions set messages_per_month_max = 0 where tenant_id = $1',
    [bed.tenant.tenant_id]
  )
  const { id } = await simulator.ring(bed.session.number, { from: friend.number })
  await ended(bed, id)
  await jobsDone(bed)
  assert.deepEqual(await messagesOf(bed), [])
  assert.deepEqual(await bed.farm.owner.query('select 1 from outbound'), [])
})

test('while the subscription is limited calls are rejected, and nobody is written to', async (t) => {
  const bed = await bedOf(t)
  const { simulator } = bed.farm
  const friend = await simulator.createPhone({})
  const { tenant_id } = bed.tenant
  for (const change of [
    "status = 'past_due'",
    "stage = 'limited', stage_since = now(), limited_since = now()"
  ])
    await bed.farm.owner.query(`update subscriptions set ${change} where tenant_id = $1`, [
      tenant_id
    ])
  const { id } = await simulator.ring(bed.session.number, { from: friend.number })
  await ended(bed, id)
  await jobsDone(bed)
  assert.deepEqual(await messagesOf(bed), [])
})

test('the text takes a key that may send, and what is left out stays', async (t) => {
  const bed = await liveBed(t)
  const key = await bed.app.withKey(['sessions:write', 'sessions:read'], bed.tenant)
  const refused = await key.patch(bed.path(''), { calls: { text: 'Hi' } })
  assert.equal(`${refused.statusCode} ${refused.json().code}`, '403 scope_missing')
  const taken = await key.patch(bed.path(''), { calls: { reject: true, text: null } })
  assert.deepEqual(taken.json().calls, { reject: true, text: null })
  const other = bed.app.as(await bed.app.seed.tenant())
  const calls = { text: 'Hi' }
  assert.equal((await other.patch(bed.path(''), { calls })).statusCode, 404)
  assert.equal((await bed.app.anonymous.patch(bed.path(''), { calls })).statusCode, 401)
  await bed.me.patch(bed.path(''), { calls })
  await bed.me.patch(bed.path(''), { calls: { reject: false } })
  assert.deepEqual((await bed.me.get(bed.path(''))).json().calls, { reject: false, text: 'Hi' })
})
