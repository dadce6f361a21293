import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Candidate, Pace } from '../../src/webhooks/lanes.ts'
import { createReceiverLimiter, type Permit } from '../../src/webhooks/receiver-limiter.ts'
import { createShares, receiver_limits } from '../../src/webhooks/shares.ts'
import { putAnyEvents } from '../../testkit/any-events.ts'
import {
  type DeliveryBed,
  deliveryBed,
  receiver,
  seedBareTenant,
  seedWebhook
} from '../../testkit/delivery-fixture.ts'
import { until } from '../../testkit/until.ts'

const candidate = (webhook_id: string, more: Partial<Candidate> = {}): Candidate => ({
  tenant_id: 'ten_a',
  webhook_id,
  host: `${webhook_id}.example`,
  session_id: null,
  ordered: false,
  seq: 1,
  ...more
})

/** What has been let in so far, in the order in which it was. */
const watch = (gate: ReturnType<typeof createReceiverLimiter>) => {
  const inside: { of: Candidate; leave: (unanswered: boolean | null) => void }[] = []
  const away: Candidate[] = []
  const enter = async (of: Candidate, patience_ms?: number): Promise<void> => {
    const turn: Permit = await gate.enter(of, patience_ms)
    if (turn.go) inside.push({ of, leave: turn.leave })
    else away.push(of)
  }
  return { inside, away, enter }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))
const patient_ms = 60_000

/** Lets each of these webhooks be known as quick. */
const makeQuick = async (
  gate: ReturnType<typeof createReceiverLimiter>,
  webhooks: Candidate[]
): Promise<void> => {
  for (const one of webhooks) {
    const turn = await gate.enter(one)
    assert.ok(turn.go)
    turn.leave(false)
  }
}

test('a place is taken from each limit it counts for, and given back to it', () => {
  const one = { tenant_id: 'ten_a', host: 'a.example' }
  const other = { tenant_id: 'ten_b', host: 'b.example' }
  const rules = {
    ...receiver_limits,
    at_once_max: 4,
    tenant_at_once_max: 2,
    host_at_once_max: 3,
    slow_at_once_max: 1,
    unknown_at_once_max: 1
  }
  type Row = [string, begun: [typeof one, Pace][], to: typeof one, Pace, fits: boolean]
  const rows: Row[] = [
    ['nothing is under way', [], one, 'quick', true],
    ['its tenant has one', [[one, 'quick']], one, 'quick', true],
    [
      'its tenant has two',
      [
        [one, 'quick'],
        [one, 'quick']
      ],
      one,
      'quick',
      false
    ],
    [
      'another tenant has two',
      [
        [one, 'quick'],
        [one, 'quick']
      ],
      other,
      'quick',
      true
    ],
    ['one slow', [[one, 'slow']], other, 'slow', false],
    ['one slow keeps no quick one out', [[one, 'slow']], other, 'quick', true],
    ['one unknown', [[one, 'unknown']], other, 'unknown', false],
    ['one unknown keeps no slow one out', [[one, 'unknown']], other, 'slow', true],
    [
      'three to its host, of other tenants',
      ['x', 'y', 'z'].map((tenant_id) => [{ tenant_id, host: one.host }, 'quick']),
      one,
      'quick',
      false
    ],
    [
      'four of all',
      ['w', 'x', 'y', 'z'].map((name) => [{ tenant_id: name, host: name }, 'quick']),
      one,
      'quick',
      false
    ]
  ]
  for (const [title, begun, to, pace, fits] of rows) {
    const shares = createShares(rules)
    const ends = begun.map(([receiver, of_pace]) => shares.begin(receiver, of_pace))
    assert.equal(shares.fits(to, pace, 0), fits, title)
    for (const end of ends) end()
    assert.ok(shares.fits(to, pace, 0), `${title}: all have ended`)
  }
  const shares = createShares(rules)
  for (const pace of ['unknown', 'quick', 'middling', 'slow'] as const) {
    const most = rules.webhook_at_once_max[pace]
    assert.ok(shares.fits(one, pace, most - 1), pace)
    assert.ok(!shares.fits(one, pace, most), pace)
  }
})

test('so many may wait of a webhook and of a tenant, and a quick receiver only minds its own', () => {
  const one = { tenant_id: 'ten_a', host: 'a.example' }
  const shares = createShares({ ...receiver_limits, tenant_waiting_max: 2 })
  for (const pace of ['unknown', 'quick', 'middling', 'slow'] as const) {
    const most = receiver_limits.webhook_waiting_max[pace]
    assert.ok(shares.mayWait(one, pace, most - 1), pace)
    assert.ok(!shares.mayWait(one, pace, most), pace)
  }
  const ends = [shares.wait(one), shares.wait(one)]
  assert.ok(!shares.mayWait(one, 'slow', 0))
  assert.ok(shares.mayWait(one, 'quick', 0))
  assert.ok(shares.mayWait({ ...one, tenant_id: 'ten_b' }, 'slow', 0))
  ends[0]?.()
  assert.ok(shares.mayWait(one, 'slow', 0))
})

test('no tenant, no host and no receiver of which nothing is known takes more than its share', async () => {
  const gate = createReceiverLimiter(() => 0)
  const { inside, enter } = watch(gate)
  for (let hook = 0; hook < 60; hook++) {
    for (let count = 0; count < 3; count++) void enter(candidate(`a${hook}`), patient_ms)
  }
  await settled()
  assert.equal(inside.length, receiver_limits.tenant_at_once_max)
  const per_hook = Map.groupBy(inside, (one) => one.of.webhook_id)
  for (const list of per_hook.values()) assert.ok(list.length <= 2)
  // Many tenants whose webhooks go to one host.
  const before = inside.length
  for (let tenant = 0; tenant < 20; tenant++) {
    const of = candidate(`h${tenant}`, { tenant_id: `ten_${tenant}`, host: 'one.example' })
    void enter(of, patient_ms)
    void enter(of, patient_ms)
  }
  await settled()
  const unknown = inside.length
  assert.ok(unknown <= receiver_limits.unknown_at_once_max, `${unknown} of which nothing is known`)
  assert.ok(inside.length - before <= receiver_limits.host_at_once_max)
  for (const one of inside) one.leave(null)
})

test('receivers that are slow have few places together, and a quick one finds room besides them at once', async () => {
  let now_ms = 0
  const gate = createReceiverLimiter(() => now_ms)
  const { inside, enter } = watch(gate)
  const hooks = Array.from({ length: 80 }, (_, index) =>
    candidate(`s${index}`, { tenant_id: `ten_${index % 40}` })
  )
  const quick = candidate('quick', { tenant_id: 'ten_quick' })
  await makeQuick(gate, [quick])
  // Each is found out to be slow.
  for (const one of hooks) {
    const turn = await gate.enter(one)
    assert.ok(turn.go)
    now_ms += 10_000
    turn.leave(true)
  }
  for (const one of hooks) for (let more = 0; more < 3; more++) void enter(one, patient_ms)
  await settled()
  assert.equal(inside.length, receiver_limits.slow_at_once_max)
  for (let count = 0; count < 8; count++) void enter(quick, patient_ms)
  await settled()
  assert.equal(inside.filter((one) => one.of === quick).length, 8)
  for (const one of inside) one.leave(null)
})

test('deliveries of one session take turns in the order of events; others do not wait for them', async () => {
  let now_ms = 0
  const gate = createReceiverLimiter(() => now_ms)
  const { inside, enter } = watch(gate)
  const of = (session_id: string, seq: number, ordered = false) =>
    candidate('w', { session_id, seq, ordered })
  await makeQuick(gate, [candidate('w')])
  void enter(of('a', 1), patient_ms)
  for (const seq of [9, 3, 6]) void enter(of('a', seq), patient_ms)
  void enter(of('b', 10), patient_ms)
  await settled()
  const seqs = () => inside.map((one) => one.of.seq)
  assert.deepEqual(seqs(), [1, 10])
  inside[0]?.leave(false)
  await settled()
  assert.deepEqual(seqs(), [1, 10, 3])
  now_ms += 1_000
  // One that is not answered for long is not waited for any longer.
  await until('the next goes', () => inside.length === 4)
  assert.deepEqual(seqs(), [1, 10, 3, 6])
  for (const one of inside) one.leave(null)
})

const putFor = (bed: DeliveryBed, tenant_id: string, count: number): Promise<void> =>
  bed.owner.transaction(async (tx) =>
    putAnyEvents(
      tx,
      Array.from({ length: count }, (_, number) => ({
        tenant_id,
        session_id: null,
        type: 'message.received' as const,
        data: { number, put_ms: performance.now() }
      }))
    )
  )

test('sixty webhooks of one tenant at receivers that never answer do not delay those of another', async (t) => {
  const bed = await deliveryBed(t)
  const silent = await receiver(t, () => undefined)
  const took_ms: number[] = []
  const quick = await receiver(t, (response, received) => {
    took_ms.push(performance.now() - JSON.parse(received.body).data.put_ms)
    response.writeHead(204).end()
  })
  const other = await seedBareTenant(bed.owner)
  await seedWebhook(bed.owner, other, quick.url)
  const delivery = bed.run({ timeout_ms: 10_000 })
  await until('it is at work', () => delivery.well())
  const p95 = async (): Promise<number> => {
    took_ms.length = 0
    for (let count = 1; count <= 40; count++) {
      await putFor(bed, other, 1)
      await until('it has come', () => took_ms.length === count, 60_000)
    }
    return took_ms.toSorted((one, two) => one - two)[37] ?? 0
  }
  const without = await p95()
  for (let hook = 0; hook < 60; hook++) await bed.webhook(silent.url)
  await putFor(bed, bed.tenant_id, 20)
  await until('they are being called', () => silent.received.length >= 20)
  const besides = await p95()
  t.diagnostic(`p95 ${without.toFixed(0)} ms without them, ${besides.toFixed(0)} ms with them`)
  assert.ok(besides < 5_000, `${besides} ms: less than half of what one of the silent takes`)
  const [row] = await bed.owner.query<{ tried: number }>(
    'select count(*)::int as tried from webhook_deliveries where attempts > 0 and tenant_id = $1',
    [bed.tenant_id]
  )
  t.diagnostic(`${silent.received.length} calls to the silent, ${row?.tried} of 1200 tried`)
})
