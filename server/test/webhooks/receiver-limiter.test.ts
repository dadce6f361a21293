import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Candidate } from '../../src/webhooks/lanes.ts'
import { createReceiverLimiter, type Permit } from '../../src/webhooks/receiver-limiter.ts'
import { type ReceiverLimits, receiver_limits } from '../../src/webhooks/shares.ts'

let seq = 0
const delivery = (of: Partial<Candidate> = {}): Candidate => ({
  tenant_id: 'one',
  webhook_id: `webhook ${++seq}`,
  host: `host ${seq}`,
  session_id: null,
  ordered: false,
  seq,
  ...of
})

/** A limiter whose clock stands until it is moved. */
const limiter = (rules: Partial<ReceiverLimits> = {}) => {
  const clock = { ms: 0 }
  const receivers = createReceiverLimiter(() => clock.ms, { ...receiver_limits, ...rules })
  /** Whether it may be sent at once, or at all: nobody waits here. */
  const enter = (candidate: Candidate): Promise<Permit> => receivers.enter(candidate, 0)
  return { clock, receivers, enter }
}

const leave = (permit: Permit, unanswered = false): void => {
  assert.ok(permit.go)
  permit.leave(unanswered)
}

const bounds: {
  what: string
  rules: Partial<ReceiverLimits>
  same: Partial<Candidate>
  other: Partial<Candidate>
}[] = [
  {
    what: 'one tenant',
    rules: { tenant_at_once_max: 2 },
    same: {},
    other: { tenant_id: 'another' }
  },
  { what: 'one host', rules: { host_at_once_max: 2 }, same: { host: 'h' }, other: { host: 'g' } },
  {
    what: 'one webhook of which nothing is known',
    rules: {},
    same: { webhook_id: 'w' },
    other: {}
  }
]

for (const { what, rules, same, other } of bounds) {
  test(`two deliveries are under way for ${what}, the third not before one of them has ended, and others go past it`, async () => {
    const { enter } = limiter(rules)
    const first = await enter(delivery(same))
    assert.ok(first.go && (await enter(delivery(same))).go)
    assert.equal((await enter(delivery(same))).go, false)
    assert.ok((await enter(delivery(other))).go)
    leave(first)
    assert.ok((await enter(delivery(same))).go)
  })
}

test('receivers of which nothing is known share their places, and those that answer quickly find room besides them', async () => {
  const { enter } = limiter({ unknown_at_once_max: 2 })
  const quick = { webhook_id: 'quick', host: 'quick' }
  leave(await enter(delivery(quick)))
  for (let n = 0; n < 2; n++) assert.ok((await enter(delivery())).go)
  assert.equal((await enter(delivery())).go, false)
  assert.ok((await enter(delivery(quick))).go)
})

test('a receiver that takes longer than a second has one delivery under way and may try again after at most half a minute', async () => {
  const { clock, enter } = limiter()
  const slow = { webhook_id: 'slow', host: 'slow' }
  const first = await enter(delivery(slow))
  clock.ms = 60_000
  leave(first, true)
  assert.ok((await enter(delivery(slow))).go)
  const refused = await enter(delivery(slow))
  assert.ok(
    !refused.go && refused.wait_ms > 0 && refused.wait_ms <= receiver_limits.postponed_ms_max
  )
})

test('a delivery that waits is let in by the end of the one before it, in the order of events', async () => {
  const { receivers, enter } = limiter({ at_once_max: 1 })
  const one = { webhook_id: 'w', host: 'h' }
  const first = await enter(delivery(one))
  const [late, early] = [delivery(one), delivery({ ...one, seq: 1 })]
  const order: number[] = []
  const waiting = [late, early].map(async (candidate) => {
    const permit = await receivers.enter(candidate, 60_000)
    order.push(candidate.seq)
    leave(permit)
  })
  leave(first)
  await Promise.all(waiting)
  assert.deepEqual(order, [early.seq, late.seq])
})

test('who would wait behind too many is postponed at once', async () => {
  const waiting_max = { ...receiver_limits.webhook_waiting_max, unknown: 1 }
  const { receivers, enter } = limiter({ at_once_max: 1, webhook_waiting_max: waiting_max })
  const one = { webhook_id: 'w', host: 'h' }
  const first = await enter(delivery(one))
  const waits = receivers.enter(delivery(one))
  const refused = await receivers.enter(delivery(one))
  assert.equal(refused.go, false)
  leave(first)
  assert.ok((await waits).go)
})
