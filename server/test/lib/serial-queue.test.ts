import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSerialQueue } from '../../src/lib/serial-queue.ts'

test('what is asked for in the middle of something comes after it, in order, and what fails stops nothing', () => {
  const done: string[] = []
  const inTurn = createSerialQueue((error) => done.push((error as Error).message))
  inTurn(() => {
    inTurn(() => done.push('third'))
    inTurn(() => {
      throw new Error('fourth failed')
    })
    done.push('first')
    inTurn(() => done.push('fifth'))
    done.push('second')
  })
  inTurn(() => done.push('sixth'))
  assert.deepEqual(done, ['first', 'second', 'third', 'fourth failed', 'fifth', 'sixth'])
})
