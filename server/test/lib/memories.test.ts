import assert from 'node:assert/strict'
import { test } from 'node:test'
import ipaddr from 'ipaddr.js'
import { createBackoffs } from '../../src/lib/backoffs.ts'
import { createKeyedTasks } from '../../src/lib/keyed-tasks.ts'
import { isWithin, parseNetworks } from '../../src/lib/networks.ts'
import { createThrottle } from '../../src/lib/throttle.ts'
import { createTimerWheel } from '../../src/lib/timer-wheel.ts'

test('each failure in a row makes a key wait longer, up to a limit; a success ends that', () => {
  const backoffs = createBackoffs({ first_ms: 100, most_ms: 400 }, 1_000)
  assert.equal(backoffs.wait_ms('a', 0), 0)
  const waits = [1, 2, 3, 4, 5].map(() => {
    backoffs.failed('a', 0)
    return backoffs.wait_ms('a', 0)
  })
  assert.ok(waits.every((wait) => wait > 0 && wait <= 400))
  assert.ok((waits[0] ?? 0) <= 100 && (waits[4] ?? 0) > 100)
  assert.equal(backoffs.count('a'), 5)
  assert.equal(backoffs.count('b'), 0, 'keys know nothing of each other')
  assert.equal(backoffs.wait_ms('a', 500), 0, 'the wait is over')
  backoffs.succeeded('a')
  assert.equal(backoffs.count('a'), 0)
})

test('a failure is forgotten a while after its wait, when another one comes', () => {
  const backoffs = createBackoffs({ first_ms: 100, most_ms: 100 }, 1_000)
  backoffs.failed('a', 0)
  backoffs.failed('b', 500)
  assert.equal(backoffs.count('a'), 1)
  backoffs.failed('b', 1_101)
  assert.equal(backoffs.count('a'), 0)
  assert.equal(backoffs.count('b'), 2)
})

test('the same trouble is told once in a while, another one at once', () => {
  let now_ms = 0
  const mayTell = createThrottle(1_000, () => now_ms)
  const told = (key: string, at_ms: number): boolean => {
    now_ms = at_ms
    return mayTell(key)
  }
  assert.deepEqual(
    [
      told('a', 0),
      told('a', 500),
      told('b', 500),
      told('a', 999),
      told('a', 1_000),
      told('a', 1_001)
    ],
    [true, false, true, false, true, false]
  )
})

test('work of one key runs once at a time, that of others beside it, and a failure frees the key', async () => {
  const failures: string[] = []
  const tasks = createKeyedTasks((key) => failures.push(key))
  const one = Promise.withResolvers<void>()
  assert.equal(
    tasks.start('a', () => one.promise),
    true
  )
  assert.equal(
    tasks.start('a', async () => assert.fail('never begun')),
    false
  )
  assert.equal(
    tasks.start('b', async () => undefined),
    true
  )
  assert.equal(tasks.running('a'), true)
  one.reject(new Error('broken'))
  await tasks.settle()
  assert.deepEqual(failures, ['a'])
  assert.equal(tasks.running('a'), false)
  assert.equal(
    tasks.start('a', async () => undefined),
    true
  )
  await tasks.settle()
})

test('a wheel calls nobody too early, everybody who is due, and nobody who took it back', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  let now_ms = 0
  const after = createTimerWheel(() => now_ms)
  const called: string[] = []
  const advance = (ms: number): void => {
    now_ms += ms
    t.mock.timers.tick(ms)
  }
  after(300, () => called.push('soon'))
  const takeBack = after(300, () => called.push('never'))
  after(1_000, () => called.push('late'))
  takeBack()
  advance(200)
  assert.equal(called.join(), '')
  advance(400)
  assert.equal(called.join(), 'soon')
  // As after the process was frozen: many ticks at once.
  advance(5_000)
  assert.equal(called.join(), 'soon,late')
  after(100, () => called.push('again'))
  advance(400)
  assert.equal(called.join(), 'soon,late,again')
})

/** A list, an address, and whether it lies in it; null: not a list. */
const networks: [string, string, boolean | null][] = [
  ['10.0.0.0/8', '10.200.1.1', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['192.168.1.7', '192.168.1.7', true],
  ['192.168.1.7', '192.168.1.8', false],
  ['private', '172.31.255.255', true],
  ['private', '172.32.0.0', false],
  ['loopback, 10.0.0.0/8', '127.9.9.9', true],
  ['fd00::/8', 'fd12::1', true],
  ['0.0.0.0/0', '::1', false],
  ['', '10.0.0.1', false],
  ['10.0.0', '10.0.0.1', null],
  ['010.0.0.1', '8.0.0.1', null],
  ['10.0.0.0/33', '10.0.0.1', null],
  ['10.0.0.0/8/8', '10.0.0.1', null],
  ['fe80::1%eth0', 'fe80::1', null],
  ['intern', '10.0.0.1', null]
]

for (const [list, address, expected] of networks) {
  test(`${address} ${expected === null ? 'is judged by no list:' : expected ? 'lies in' : 'does not lie in'} "${list}"`, () => {
    const parsed = parseNetworks(list)
    assert.equal(parsed === null ? null : isWithin(ipaddr.parse(address), parsed), expected)
  })
}
