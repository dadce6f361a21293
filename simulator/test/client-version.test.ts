import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closeCode, connectClient, linkClient, opened, simulatorFor } from './harness.ts'

/** The build that the installed Baileys presents is between these two. */
const old = 1_000_000_000
const future = 9_000_000_000

test('a client whose build is too old is refused with 405, linked or not, and its link stays', async (t) => {
  const simulator = await simulatorFor(t)
  const phone = await simulator.client.createPhone()
  const { client: linked } = await linkClient(t, simulator, phone.number)
  await simulator.client.setBuildMin({ build: future, end_connections: true })
  await closeCode(linked)

  assert.equal(await closeCode(connectClient(t, simulator)), 405)
  assert.equal(await closeCode(connectClient(t, simulator, linked.auth)), 405)
  assert.equal((await simulator.client.stats()).versions_refused, 2)

  await simulator.client.setBuildMin({ build: old })
  await opened(connectClient(t, simulator, linked.auth))
  assert.equal((await simulator.client.phone(phone.number)).pairings, 1)
})
