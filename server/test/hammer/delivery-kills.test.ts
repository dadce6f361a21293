import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { deliveryBed, receiver } from '../../testkit/delivery-fixture.ts'
import { until } from '../../testkit/until.ts'
import { long } from './meter.ts'

const size = long ? { events: 20_000, kills: 50 } : { events: 1_200, kills: 3 }
/** What one process has in hand when it is killed may be sent again by the next. */
const in_hand_max = 64

test('a delivery role that is killed again and again loses no event, gives none another id, and repeats no more than it had in hand', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const webhook = await bed.webhook(target.url)
  const events = new Set<string>()
  for (let put = 0; put < size.events; put += 200)
    for (const id of await bed.events(200)) events.add(id)
  for (let kill = 1; kill <= size.kills; kill++) {
    const role = bed.spawn()
    const goal = Math.floor((size.events * kill) / (size.kills + 1))
    await until(`${goal} came`, () => target.received.length >= goal, 60_000)
    role.kill('SIGKILL')
    await once(role, 'exit')
  }
  bed.run()
  await until(
    'all are delivered',
    async () => {
      const [row] = await bed.owner.query<{ left: number }>(
        "select count(*)::int as left from webhook_deliveries where status <> 'succeeded'"
      )
      return row?.left === 0
    },
    120_000
  )
  const ids = target.received.map(({ headers, body }) => {
    assert.equal(headers['webhook-id'], (JSON.parse(body) as { id: string }).id)
    return String(headers['webhook-id'])
  })
  assert.deepEqual(new Set(ids), events, 'none is lost, and none has another id')
  assert.equal((await bed.deliveries(webhook)).length, size.events)
  const repeats = ids.length - events.size
  t.diagnostic(`${size.kills} kills in ${size.events} events: ${repeats} came twice`)
  assert.ok(repeats <= size.kills * in_hand_max, `${repeats} came twice`)
  if (long) assert.ok(repeats < size.events / 100, `${repeats} came twice`)
})
