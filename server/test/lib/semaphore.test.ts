import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createSemaphore } from '../../src/lib/semaphore.ts'

const never = new AbortController().signal

test('so many are let in at once, the others when one leaves, in the order in which they came', async () => {
  const gate = createSemaphore(2, 60_000)
  const inside: string[] = []
  const leave = new Map<string, () => void>()
  for (const name of ['a', 'b', 'c', 'd']) {
    gate.enter(never).then((leaving) => {
      inside.push(name)
      leave.set(name, leaving)
    })
  }
  await setImmediate()
  assert.deepEqual(inside, ['a', 'b'])
  leave.get('b')?.()
  // Leaving twice makes no room for two.
  leave.get('b')?.()
  await setImmediate()
  assert.deepEqual(inside, ['a', 'b', 'c'])
  leave.get('a')?.()
  await setImmediate()
  assert.deepEqual(inside, ['a', 'b', 'c', 'd'])
  for (const leaving of leave.values()) leaving()
})

test('who gives up takes nobody’s place', async () => {
  const gate = createSemaphore(1, 60_000)
  const leave = await gate.enter(never)
  const over = new AbortController()
  const given_up = gate.enter(over.signal)
  const next = gate.enter(never)
  over.abort()
  ;(await given_up)()
  leave()
  const leaveNext = await next
  leaveNext()
  // There is room for one, and not for more.
  const first = await gate.enter(never)
  let second = false
  gate.enter(never).then((leaving) => {
    second = true
    leaving()
  })
  await setImmediate()
  assert.equal(second, false)
  first()
  await setImmediate()
  assert.equal(second, true)
})

test('who does not leave is not waited for any longer than that', async () => {
  const gate = createSemaphore(1, 5)
  await gate.enter(never)
  const leave = await gate.enter(never)
  leave()
})
