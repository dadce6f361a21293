import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from './support/until.ts'
import { workerBed } from './support/worker-bed.ts'

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

test('a session whose line died without a word is released without waiting for the line to close by itself', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  await simulator.disconnect(own.number, { how: 'half_open' })
  // By itself the line would close after 30 seconds, which is more than anybody waits here.
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
