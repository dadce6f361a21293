import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { deliveryBed, receiver } from '../../testkit/delivery-fixture.ts'
import { freePort } from '../../testkit/free-port.ts'
import { until } from '../../testkit/until.ts'
import { long } from './meter.ts'

const size = long
  ? { others: 49, queued: 10_000, rounds: 200, pause_ms: 50 }
  : { others: 9, queued: 400, rounds: 10, pause_ms: 20 }

/** How long an event takes to each of several receivers that are well, told round by round; `dead`: while one more has a queue. */
const measure = async (t: TestContext, dead: boolean): Promise<number[]> => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  for (let nth = 0; nth < size.others; nth++)
    await bed.webhook(`${target.url}/${nth}`, ['message.sent'])
  const lost = dead
    ? await bed.webhook(`http://127.0.0.1:${await freePort()}/`, ['message.received'])
    : null
  if (lost) await bed.events(size.queued, 'message.received')
  bed.run()
  if (lost)
    await until('it is known to be dead', async () => {
      const [row] = await bed.owner.query<{ held: boolean }>(
        'select held_until is not null as held from webhooks where id = $1',
        [lost]
      )
      return row?.held
    })
  const took_ms: number[] = []
  for (let round = 0; round < size.rounds; round++) {
    const before = target.received.length
    const [event_id] = await bed.events(1, 'message.sent')
    const put_ms = performance.now()
    await until('all others have it', () => target.received.length >= before + size.others, 30_000)
    for (const { headers, at_ms } of target.received.slice(before)) {
      assert.equal(headers['webhook-id'], event_id)
      took_ms.push(at_ms - put_ms)
    }
    await new Promise((resolve) => setTimeout(resolve, size.pause_ms))
  }
  if (lost) {
    const rows = await bed.deliveries(lost)
    assert.equal(rows.length, size.queued)
    assert.ok(rows.every((row) => row.status !== 'succeeded'))
    assert.ok(rows.some((row) => row.status === 'pending'))
  }
  return took_ms.sort((one, other) => one - other)
}

test('a dead endpoint with a long queue keeps no delivery from the others', async (t) => {
  const p95 = (values: number[]): number => values[Math.floor(values.length * 0.95)] ?? 0
  const alone = p95(await measure(t, false))
  const beside = p95(await measure(t, true))
  t.diagnostic(
    `p95 of ${size.others} webhooks: ${alone.toFixed(1)} ms, beside a dead one with ${size.queued} queued ${beside.toFixed(1)} ms`
  )
  // A figure for a machine that does nothing else.
  if (long) assert.ok(beside <= alone * 1.2, `${beside} of ${alone} ms`)
})
