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

/** An invitation to run a channel: no kind that this version reads. */
const unknown = Buffer.from(
  proto.Message.encode({
    newsletterAdminInviteMessage: { newsletterName: 'Moving about' }
  }).finish()
).toString('base64')

test('a message of an unknown kind keeps its raw form, sealed, until it is deleted for everyone; one that is read keeps none', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({})
  const to = own.number
  await bed.simulator.sendLocation(friend.number, { to, latitude: 1, longitude: 2 })
  const { id } = await bed.simulator.sendContent(friend.number, { to, message: unknown })
  const [read, other] = await until('both are there', async () => {
    const messages = await bed.messages(session_id)
    return messages.length === 2 && messages
  })
  assert.equal(read?.type, 'location')
  assert.equal(await rawOf(bed, read?.id ?? ''), undefined)
  assert.equal(other?.type, 'unsupported')
  const raw = await rawOf(bed, other?.id ?? '')
  assert.ok(raw)
  assert.ok(!raw.sealed.includes('Moving about'))
  const context = sealContext.raw(session_id, 'inbound', id)
  const opened = proto.Message.decode(unseal(bed.sessionKey(session_id), raw.sealed, context))
  assert.equal(opened.newsletterAdminInviteMessage?.newsletterName, 'Moving about')
  await bed.simulator.revoke(friend.number, { to, id })
  await until('it is deleted', async () => (await rawOf(bed, other?.id ?? '')) === undefined)
})

test('what an earlier version could not read is read by one that can, and what it cannot read either is tried once', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({})
  const ids: string[] = []
  for (const _ of [1, 2])
    ids.push(
      (await bed.simulator.sendContent(friend.number, { to: own.number, message: unknown })).id
    )
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
