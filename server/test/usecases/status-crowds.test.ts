import assert from 'node:assert/strict'
import { liveBed } from '../../testkit/live-bed.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { eventsOf, friendOf, posts, seen, text, typesOf, until_status } from './status-bed.ts'

const test = sideBySide(2)

/** More than one stanza takes. */
const crowd = 1_030

test('a status for more people than one stanza takes is posted once to each, and taken away from all', async (t) => {
  const bed = await liveBed(t)
  const { me, path, session, tenant } = bed
  const { simulator, owner } = bed.farm
  const phones = await simulator.createPhones(crowd, {})
  const numbers = phones.map(({ number }) => number)
  await owner.query(
    `insert into contacts (id, tenant_id, session_id, jid, saved_name)
     select new_id('con'), $1, $2, number || '@s.whatsapp.net', 'A friend' from unnest($3::text[]) number`,
    [tenant.tenant_id, session.id, numbers]
  )
  const audience = { type: 'contacts' }
  const posted = await me.post(path('/status'), text('to all of you', { audience }))
  assert.equal(posted.statusCode, 202, posted.body)
  const { id } = posted.json()
  assert.deepEqual(posted.json().audience, { type: 'contacts', people: crowd })
  await until_status(bed, id, 'sent')
  const counts = new Set(await Promise.all(numbers.map((number) => posts(bed, number))))
  assert.deepEqual([...counts], [1])
  const [first = '', last = ''] = [numbers.at(0), numbers.at(-1)]
  for (const number of [first, last]) await simulator.read(number, { chat: 'status@broadcast' })
  await until('both have seen it', async () => {
    const { views } = (await me.get(path(`/statuses/${id}`))).json()
    return views === 2
  })
  const taken = (await me.delete(path(`/statuses/${id}`))).json()
  for (const number of [first, last, session.number])
    assert.equal((await seen(bed, number, taken.whatsapp_id)).kind, 'revoke')
  await until_status(bed, taken.id, 'sent')
  const types = (await typesOf(bed)).filter((type) => type !== 'status.viewed')
  assert.deepEqual(types.toSorted(), [
    'status.accepted',
    'status.accepted',
    'status.deleted',
    'status.sent',
    'status.sent'
  ])
})

test('a status whose worker is killed while it is taken away is gone once, for everybody', async (t) => {
  const bed = await liveBed(t, { lease_seconds: 4 })
  const { me, path, session } = bed
  const { simulator } = bed.farm
  const friend = await friendOf(bed)
  const { id, whatsapp_id } = (await me.post(path('/status'), text('soon gone'))).json()
  await seen(bed, friend.number, whatsapp_id)
  await until_status(bed, id, 'sent')
  await simulator.setFaults({ number: session.number, withhold_acks: true })
  const taken = (await me.delete(path(`/statuses/${id}`))).json()
  await seen(bed, friend.number, taken.whatsapp_id)
  assert.equal((await me.get(path(`/statuses/${id}`))).json().deleted_at, null)
  bed.worker.child.kill('SIGKILL')
  await simulator.clearFaults({ number: session.number })
  const next = await bed.startWorker()
  await until('the lease is free', () => bed.farm.give(session.id, next), 30_000)
  const gone = await until('it is gone', async () => {
    const shown = (await me.get(path(`/statuses/${id}`))).json()
    return shown.deleted_at === null ? undefined : shown
  })
  assert.equal(gone.text, undefined)
  const { messages } = await simulator.received(friend.number)
  const revokes = messages.filter((message) => message.kind === 'revoke')
  assert.deepEqual(
    revokes.map((message) => message.id),
    [taken.whatsapp_id]
  )
  const told = (await eventsOf(bed)).filter(({ type }) => type === 'status.deleted')
  assert.equal(told.length, 1)
})
