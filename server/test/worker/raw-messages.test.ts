import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto } from 'baileys'
import { seal, unseal } from '../../src/lib/crypto.ts'
import { sealContext } from '../../src/worker/records/stored-session.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

type Raw = { message_id: string; sealed: Buffer; tried: string }

const rawOf = async (bed: WorkerBed, message_id: string): Promise<Raw | undefined> =>
  (await bed.owner.query<Raw>('select * from raw_messages where message_id = $1', [message_id]))[0]

test('a message of an unknown kind keeps its raw form, sealed, until it is deleted for everyone; one that is read keeps none', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({})
  const to = own.number
  await bed.simulator.sendLocation(friend.number, { to, latitude: 1, longitude: 2 })
  const place = { latitude: 3, longitude: 4, name: 'Moving about', live: true }
  const { id } = await bed.simulator.sendLocation(friend.number, { to, ...place })
  const [read, live] = await until('both are there', async () => {
    const messages = await bed.messages(session_id)
    return messages.length === 2 && messages
  })
  assert.equal(read?.type, 'location')
  assert.equal(await rawOf(bed, read?.id ?? ''), undefined)
  assert.equal(live?.type, 'unsupported')
  const raw = await rawOf(bed, live?.id ?? '')
  assert.ok(raw)
  assert.ok(!raw.sealed.includes('Moving about'))
  const context = sealContext.raw(session_id, 'inbound', id)
  const opened = proto.Message.decode(unseal(bed.sessionKey(session_id), raw.sealed, context))
  assert.equal(opened.locationMessage?.name, 'Moving about')
  await bed.simulator.revoke(friend.number, { to, id })
  await until('it is deleted', async () => (await rawOf(bed, live?.id ?? '')) === undefined)
})

test('what an earlier version could not read is read by one that can, and what it cannot read either is tried once', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({})
  const ids: string[] = []
  for (const longitude of [1, 2]) {
    const place = { to: own.number, latitude: 5, longitude, live: true }
    ids.push((await bed.simulator.sendLocation(friend.number, place)).id)
  }
  const messages = await until('both are there', async () => {
    const rows = await bed.messages(session_id)
    return rows.length === 2 && rows
  })
  // As a version would have left them that knew texts alone, the first one being an ordinary place.
  const message = proto.Message.encode({
    locationMessage: { degreesLatitude: 5, degreesLongitude: 1 }
  }).finish()
  const context = sealContext.raw(session_id, 'inbound', ids[0] ?? '')
  await bed.owner.query("update raw_messages set tried = 'text'")
  await bed.owner.query('update raw_messages set sealed = $2 where message_id = $1', [
    messages[0]?.id,
    seal(bed.sessionKey(session_id), message, context)
  ])
  await bed.simulator.disconnect(own.number, { how: 'drop' })
  await until('the first is read', async () => {
    const [row] = await bed.messages(session_id)
    return row?.type === 'location' && row.content['location']
  })
  const [first, second] = await bed.messages(session_id)
  assert.deepEqual(first?.content, { location: { latitude: 5, longitude: 1 } })
  assert.equal(await rawOf(bed, first?.id ?? ''), undefined)
  assert.equal(second?.type, 'unsupported')
  assert.match((await rawOf(bed, second?.id ?? ''))?.tried ?? '', /location/)
})
