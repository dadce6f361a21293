import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type LifeDays,
  type LifeFacts,
  type LifeState,
  lifeDaysOf,
  lifeStep,
  nextState
} from '../../src/domain/subscription-life.ts'

const day_ms = 86_400_000
const days = lifeDaysOf(null)
const at = (day: number): Date => new Date(Date.UTC(2026, 0, 1) + day * day_ms)
const fresh = (facts: Partial<LifeFacts> = {}): LifeFacts => ({
  state: 'active',
  since: null,
  has_price: true,
  period_end: at(0),
  is_paid: false,
  trial_ends_at: null,
  reminders_sent: 0,
  reminded_at: null,
  cancels: false,
  is_kept: false,
  ...facts
})

/** The facts after a step, as the database keeps them. */
const after = (facts: LifeFacts, now: Date, set: LifeDays): LifeFacts => {
  const step = lifeStep(facts, set, now)
  if (!step) return facts
  if (step.kind === 'reminder') return { ...facts, reminders_sent: step.nth, reminded_at: now }
  const begun = { ...facts, state: step.state, since: step.state === 'active' ? null : now }
  return step.state === 'active' || step.state === 'past_due'
    ? { ...begun, reminders_sent: 0, reminded_at: null }
    : begun
}

test('nobody pays: three reminders, then limited, suspended, export and erasure, each on its day', () => {
  let facts = fresh()
  const told: [string, number][] = []
  for (let day = 0; day <= 120; day++) {
    const step = lifeStep(facts, days, at(day))
    if (step) told.push([step.kind === 'reminder' ? `mail ${step.nth}` : step.state, day])
    facts = after(facts, at(day), days)
    if (step) day--
  }
  assert.deepEqual(told, [
    ['past_due', 0],
    ['mail 1', 0],
    ['mail 2', 5],
    ['mail 3', 10],
    ['limited', 14],
    ['suspended', 28],
    ['export_offered', 58],
    ['erased', 88]
  ])
})

test('who could not be told in time has the days between the mails and the time to pay all the same', () => {
  let facts = after(fresh(), at(0), days)
  assert.equal(facts.state, 'past_due')
  // Nobody looked for a month.
  facts = after(facts, at(30), days)
  assert.equal(facts.reminders_sent, 1)
  assert.deepEqual(nextState(facts, days, at(30)), {
    kind: 'state',
    state: 'limited',
    at: at(44)
  })
  for (const [day, sent] of [
    [30, 1],
    [34, 1],
    [35, 2],
    [39, 2],
    [40, 3],
    [43, 3]
  ] as const) {
    facts = after(facts, at(day), days)
    assert.deepEqual([facts.reminders_sent, facts.state], [sent, 'past_due'], `day ${day}`)
  }
  assert.equal(after(facts, at(44), days).state, 'limited')
})

test('a payment leads back to active from each state but the last; what has no price or no beginning stays', () => {
  const states = ['trialing', 'past_due', 'limited', 'suspended', 'export_offered'] as const
  for (const state of states) {
    const paid = fresh({ state, since: at(-500), is_paid: true, reminders_sent: 3 })
    assert.deepEqual(lifeStep(paid, days, at(0)), { kind: 'state', state: 'active', at: at(0) })
  }
  assert.equal(lifeStep(fresh({ state: 'erased', is_paid: true }), days, at(0)), null)
  assert.equal(lifeStep(fresh({ is_paid: true, period_end: at(1) }), days, at(0)), null)
  for (const state of ['active', 'trialing'] as const)
    assert.equal(lifeStep(fresh({ state, has_price: false }), days, at(9_999)), null)
  assert.equal(lifeStep(fresh({ state: 'past_due', has_price: false }), days, at(9_999)), null)
  const trial = fresh({ state: 'trialing', has_price: false, trial_ends_at: at(7) })
  assert.equal(lifeStep(trial, days, at(6)), null)
  assert.deepEqual(lifeStep(trial, days, at(7)), { kind: 'state', state: 'past_due', at: at(7) })
  const last = fresh({ state: 'export_offered', since: at(0) })
  assert.equal(lifeStep({ ...last, is_kept: true }, days, at(9_999)), null)
  assert.equal(lifeStep(last, { ...days, export_days: null }, at(9_999)), null)
})

/** Numbers that look like chance and are the same each time. */
const dice = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}

test('over ten thousand random histories nobody is served for nothing after the grace, and nobody is cut off who has paid', () => {
  const order: LifeState[] = ['past_due', 'limited', 'suspended', 'export_offered', 'erased']
  for (let seed = 1; seed <= 10_000; seed++) {
    const roll = dice(seed)
    const pick = (most: number): number => Math.floor(roll() * most)
    const reminder_days = [pick(3), 3 + pick(4), 7 + pick(5)]
    const set: LifeDays = {
      ...{
        trial_days: 7,
        renewal_days: 7,
        reminder_days,
        grace_days: 12 + pick(10),
        limited_days: 1 + pick(20)
      },
      ...{ suspended_days: 1 + pick(20), export_days: pick(3) === 0 ? null : 7 + pick(20) }
    }
    const trial = pick(3) === 0
    let facts = trial
      ? fresh({ state: 'trialing', has_price: false, trial_ends_at: at(pick(20)) })
      : fresh({ period_end: at(pick(20)) })
    let paid_until = facts.trial_ends_at ?? facts.period_end
    let owed_since: Date | null = null
    for (let day = 0; day < 200; day++) {
      const now = at(day)
      // A job that is killed, or away for a while, does nothing; otherwise it looks until nothing is due.
      const away = pick(20) === 0
      if (pick(25) === 0 && facts.state !== 'erased') {
        paid_until = at(day + 30)
        facts = { ...facts, has_price: true, period_end: paid_until, trial_ends_at: null }
        // A payment is entered with what follows from it.
        facts = after({ ...facts, is_paid: true }, now, set)
      }
      facts = { ...facts, is_paid: facts.has_price && paid_until > now }
      const paid = paid_until > now
      if (paid) owed_since = null
      for (
        let step = away ? null : lifeStep(facts, set, now);
        step;
        step = lifeStep(facts, set, now)
      ) {
        const before = facts
        facts = after(facts, now, set)
        const [from, to] = [order.indexOf(before.state), order.indexOf(facts.state)]
        if (before.state !== facts.state && facts.state !== 'active')
          assert.equal(to, from + 1, `${seed}: ${before.state} → ${facts.state}: none is left out`)
        if (facts.state === 'limited' && before.state === 'past_due') {
          assert.equal(facts.reminders_sent, 3, `${seed}: limited without a mail`)
          const served = (now.getTime() - (owed_since ?? now).getTime()) / day_ms
          assert.ok(served >= set.grace_days, `${seed}: limited after ${served} days`)
        }
      }
      if (facts.state === 'past_due') owed_since ??= now
      if (paid) assert.ok(['active', 'trialing'].includes(facts.state), `${seed}: cut off, ${day}`)
      // The job was not away: who owes for the whole grace, with reminders in time, is served no more.
      const since = facts.since
      const told = facts.reminded_at
      if (facts.state === 'past_due' && since && told && facts.reminders_sent === 3 && !away) {
        const grace_end = Math.max(
          since.getTime() + set.grace_days * day_ms,
          told.getTime() + (set.grace_days - (reminder_days[2] ?? 0)) * day_ms
        )
        assert.ok(now.getTime() < grace_end, `${seed}: served for nothing on day ${day}`)
      }
      if (!paid && !away)
        assert.ok(!['active', 'trialing'].includes(facts.state), `${seed}: ${day}`)
    }
  }
})
