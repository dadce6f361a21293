import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

test('a server that answers with an error instead of a connection, or hangs up at the login, is tried again until it takes the session', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  for (const faults of [
    { refuse_upgrades: 2 },
    { refuse_connections: 2 },
    { number: own.number, refuse_upgrades: 1 },
    { number: own.number, refuse_connections: 1 },
    { number: own.number, stream_error_at_login: 1 }
  ]) {
    await simulator.setFaults(faults)
    await simulator.disconnect(own.number, { how: 'drop' })
    await bed.waitStatus(session_id, 'reconnecting')
    await bed.waitStatus(session_id, 'connected')
  }
  const { faults } = await simulator.stats()
  assert.deepEqual(
    { ...faults },
    { refuse_upgrades: 3, refuse_connections: 3, stream_error_at_login: 1 }
  )
  const friend = await simulator.createPhone({})
  await bed.accept(session_id, `${friend.number}@s.whatsapp.net`, 'still here')
  await simulator.waitReceived(friend.number, { text: 'still here' })
  const { pairings, sockets_max } = await simulator.phone(own.number)
  assert.deepEqual({ pairings, sockets_max }, { pairings: 1, sockets_max: 1 })
})

test('a session whose socket died without a word is released without waiting for the socket to close by itself', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  await simulator.disconnect(own.number, { how: 'half_open' })
  await bed.owner.query("update sessions set desired = 'stopped' where id = $1", [session_id])
  // By itself the socket would close after 30 seconds, which is more than anybody waits here.
  const [released] = await Promise.all([
    bed.call('DELETE', `/sessions/${session_id}?why=stopped`),
    bed.waitStatus(session_id, 'stopped')
  ])
  assert.equal(released.status, 204)
  await until('its lease is free', async () => {
    const [free] = await bed.owner.query<{ free: boolean }>(
      'select expires_at <= now() as free from session_leases where session_id = $1',
      [session_id]
    )
    return free?.free
  })
})

test('a message whose acknowledgement never comes is done when the phone says that it has it, and is not sent again', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await simulator.createPhone({})
  const chat = `${friend.number}@s.whatsapp.net`
  await simulator.setFaults({ number: own.number, withhold_acks: true })
  const sent = []
  for (const text of ['first', 'second', 'third'])
    sent.push(await bed.accept(session_id, chat, text))
  // Each leaves when the one before is known to be there; by itself a missing acknowledgement takes 20 seconds.
  await until('all are delivered', async () =>
    (await bed.messages(session_id)).every((one) => one.status === 'delivered')
  )
  const { messages } = await simulator.received(friend.number)
  assert.deepEqual(
    messages.map((one) => one.id),
    sent.map((one) => one.whatsapp_id)
  )
  assert.deepEqual((await simulator.audit()).accepted_again, [])
})
