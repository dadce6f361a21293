import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

test('a session is linked once: what WhatsApp adds to its credentials later changes neither its status nor when it was linked', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({})
  const { linked_at } = await bed.session(session_id)
  const credentials = async (): Promise<string> => {
    const [row] = await bed.owner.query<{ sealed: string }>(
      "select encode(sealed, 'hex') as sealed from session_credentials"
    )
    return row?.sealed ?? ''
  }
  let before = ''
  const settle = async (text: string): Promise<void> => {
    // Baileys asks for the settings of the account after each login and keeps what tells their version.
    await until('the credentials are written again', async () => (await credentials()) !== before)
    await bed.accept(session_id, `${friend.number}@s.whatsapp.net`, text)
    await bed.simulator.waitReceived(friend.number, { text })
    before = await credentials()
  }
  await settle('after the link')
  for (const text of ['first', 'second']) {
    await bed.simulator.disconnect(own.number, { how: 'drop' })
    await bed.waitStatus(session_id, 'reconnecting')
    await bed.waitStatus(session_id, 'connected')
    await settle(text)
  }
  const row = await bed.session(session_id)
  assert.equal(row.status, 'connected')
  assert.equal(row.lid, (await bed.simulator.phone(own.number)).lid)
  assert.deepEqual(row.linked_at, linked_at)
  const events = await bed.owner.query<{ type: string }>(
    "select type from events where type like 'session.%' and type <> 'session.qr' order by seq"
  )
  assert.deepEqual(
    events.map((event) => event.type),
    [
      'session.connected',
      'session.reconnecting',
      'session.connected',
      'session.reconnecting',
      'session.connected'
    ]
  )
  assert.equal((await bed.simulator.phone(own.number)).pairings, 1)
})
