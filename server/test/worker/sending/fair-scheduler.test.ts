import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFairScheduler } from '../../../src/worker/sending/fair-scheduler.ts'

test('tenants get turns in a circle, and so do the sessions of a tenant, whatever each has to send', () => {
  const turns = createFairScheduler()
  const order: string[] = []
  const open: (() => void)[] = []
  let over = false
  const join = (tenant: string, session: string): { ask(): void } => {
    const member = turns.join(tenant, (done) => {
      order.push(session)
      open.push(done)
      // It always has more, until the test is over.
      if (!over) member.ask()
    })
    return member
  }
  const busy = ['a1', 'a2', 'a3'].map((name) => join('a', name))
  for (const member of busy) member.ask()
  const at_once = open.length
  assert.ok(at_once > 0 && at_once < 100, 'so many at once and no more')
  join('b', 'b1').ask()
  assert.equal(order.length, at_once, 'it waits until a turn is over')
  order.length = 0
  for (let ended = 0; ended < 8; ended++) open.shift()?.()
  assert.equal(order.filter((name) => name === 'b1').length, 4)
  for (const name of ['a1', 'a2', 'a3']) assert.ok(order.includes(name), name)
  over = true
  for (const done of open) done()
})

test('a turn that does not end is over by itself, and ending it twice frees one place', async () => {
  const turns = createFairScheduler()
  let open = 0
  let over = false
  const { promise, resolve } = Promise.withResolvers<void>()
  const stuck = turns.join('a', () => {
    open++
    if (!over) stuck.ask()
  })
  stuck.ask()
  const other = turns.join('b', (done) => {
    done()
    done()
    resolve()
  })
  other.ask()
  await promise
  assert.ok(open > 0)
  over = true
  stuck.leave()
})
