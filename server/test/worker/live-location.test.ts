import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto } from 'baileys'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

test('a live location is one message that changes with each update, and nobody else changes it', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({})
  const stranger = await bed.simulator.createPhone({})
  const id = 'B1'.repeat(16)
  const tell = (number: string, latitude: number) => {
    const liveLocationMessage = { degreesLatitude: latitude, degreesLongitude: 2 }
    const message = proto.Message.encode({ liveLocationMessage }).finish()
    const encoded = Buffer.from(message).toString('base64')
    return bed.simulator.sendContent(number, { to: own.number, id, message: encoded })
  }
  const shows = (latitude: number) =>
    until(`it shows ${latitude}`, async () => {
      const [message] = await bed.messages(session_id)
      const { live_location } = (message?.content ?? {}) as {
        live_location?: { latitude: number }
      }
      return live_location?.latitude === latitude && message
    })
  await tell(friend.number, 1)
  await shows(1)
  await tell(friend.number, 3)
  assert.ok((await shows(3)).edited_at)
  await tell(stranger.number, 5)
  await tell(friend.number, 4)
  await shows(4)
  assert.equal((await bed.messages(session_id)).length, 1)
  const types = await bed.owner.query<{ type: string }>(
    "select type from events where type like 'message.%' order by seq"
  )
  assert.deepEqual(
    types.map(({ type }) => type),
    ['message.received', 'message.edited', 'message.edited']
  )
})
