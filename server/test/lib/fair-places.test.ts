import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFairPlaces, type PlacesOptions } from '../../src/lib/fair-places.ts'

class Full extends Error {}

const places = (more: Partial<PlacesOptions> = {}) => {
  const fair = createFairPlaces({
    running_max: 1,
    waiting_max: 100,
    waiting_max_each: 100,
    refuse: () => new Full(),
    ...more
  })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  /** Work that ends when it is told to. */
  const begin = (by: string, name: string): Promise<void> =>
    fair.run(by, () => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.set(name, resolve))
    })
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { fair, begun, begin, end }
}

test('callers come in turn, whoever has asked for how much', async () => {
  const { fair, begun, begin, end } = places()
  const all = [
    begin('a', 'a1'),
    begin('a', 'a2'),
    begin('a', 'a3'),
    begin('b', 'b1'),
    begin('c', 'c1')
  ]
  assert.deepEqual(begun, ['a1'])
  assert.deepEqual(fair.load, { running: 1, waiting: 4 })
  for (const name of ['a1', 'a2', 'b1', 'c1', 'a3']) await end(name)
  assert.deepEqual(begun.toSorted(), ['a1', 'a2', 'a3', 'b1', 'c1'])
  assert.ok(begun.indexOf('a3') > begun.indexOf('b1') && begun.indexOf('a3') > begun.indexOf('c1'))
  for (const name of begun) await end(name)
  await Promise.all(all)
  assert.deepEqual(fair.load, { running: 0, waiting: 0 })
})

test('one caller has no more places than its own, though others are free', async () => {
  const { begun, begin, end } = places({ running_max: 3, running_max_each: 2 })
  const all = [begin('a', 'a1'), begin('a', 'a2'), begin('a', 'a3'), begin('b', 'b1')]
  assert.deepEqual(begun, ['a1', 'a2', 'b1'])
  await end('b1')
  assert.deepEqual(begun, ['a1', 'a2', 'b1'])
  await end('a1')
  assert.deepEqual(begun, ['a1', 'a2', 'b1', 'a3'])
  for (const name of begun) await end(name)
  await Promise.all(all)
})

test('beyond so many who wait, of all or of one, the next is refused and nothing is left of it', async () => {
  const rows: [
    string,
    Partial<PlacesOptions>,
    waiting: string[],
    next: string,
    refused: boolean
  ][] = [
    ['nobody may wait', { waiting_max: 0 }, [], 'b', true],
    ['room for one', { waiting_max: 1 }, [], 'b', false],
    ['full', { waiting_max: 1 }, ['b'], 'c', true],
    ['its own part is full', { waiting_max_each: 1 }, ['b'], 'b', true],
    ["another's part is full", { waiting_max_each: 1 }, ['b'], 'c', false]
  ]
  for (const [title, options, waiting, next, refused] of rows) {
    const { fair, begun, begin, end } = places(options)
    const all = ['a', ...waiting].map((by, at) => begin(by, `${by}${at}`))
    const last = begin(next, 'last')
    if (refused) await assert.rejects(last, Full, title)
    assert.equal(fair.load.waiting, waiting.length + (refused ? 0 : 1), title)
    for (let at = 0; at < begun.length; at++) await end(begun[at] as string)
    await Promise.all(refused ? all : [...all, last])
    assert.deepEqual(fair.load, { running: 0, waiting: 0 }, title)
  }
})

test('whoever waits too long is refused, and their place goes to the next', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { fair, begun, begin, end } = places({ waiting_ms_max: 10 })
  const first = begin('a', 'a1')
  const late = assert.rejects(begin('b', 'b1'), Full)
  t.mock.timers.tick(5)
  const next = begin('c', 'c1')
  t.mock.timers.tick(5)
  await late
  assert.deepEqual(fair.load, { running: 1, waiting: 1 })
  await end('a1')
  t.mock.timers.tick(100)
  assert.deepEqual(begun, ['a1', 'c1'], 'who has a place waits no longer')
  await end('c1')
  await Promise.all([first, next])
})

test('work that fails gives its place back', async () => {
  const { fair } = places()
  const fault = new TypeError('a fault')
  await assert.rejects(
    fair.run('a', () => Promise.reject(fault)),
    fault
  )
  assert.equal(await fair.run('b', async () => 'done'), 'done')
})
