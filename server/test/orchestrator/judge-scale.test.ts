import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ScaleBounds } from '../../src/domain/scale.ts'
import { judgeBalance, judgeScale, type WorkerUse } from '../../src/orchestrator/judge-scale.ts'

const worker = (id: string, sessions: number, more: Partial<WorkerUse> = {}): WorkerUse => ({
  id,
  starting: false,
  sessions,
  sessions_max: 100,
  cpu_share: 0,
  memory_share: 0.1,
  ...more
})
const free = { workers_min: null, workers_max: null }
const between = (workers_min: number | null, workers_max: number | null): ScaleBounds => ({
  workers_min,
  workers_max
})
const starting = { starting: true, memory_share: 0 }

type Row = {
  name: string
  workers: WorkerUse[]
  bounds?: ScaleBounds
  warm?: number
  /** Since when fewer have been enough; the time is 10,000 and it takes 5,000. */
  calm?: number | null
  start?: number
  retire?: string | null
  calm_after?: number | null
  reason?: RegExp
}

const rows: Row[] = [
  { name: 'none, and none is to be kept ready', workers: [], warm: 0 },
  { name: 'none, and one is to be kept ready', workers: [], start: 1, reason: /kept warm/ },
  { name: 'one that is half full is enough', workers: [worker('a', 50)] },
  { name: 'another is started before one is full', workers: [worker('a', 80)], start: 1 },
  { name: 'just below that it is not', workers: [worker('a', 79)] },
  {
    name: 'a busy processor fills a worker as sessions do',
    workers: [worker('a', 5, { cpu_share: 0.85 })],
    start: 1,
    reason: /0 of 1 have room/
  },
  {
    name: 'so does memory',
    workers: [worker('a', 5, { memory_share: 0.9 })],
    start: 1
  },
  {
    name: 'one that is starting counts as room',
    workers: [worker('a', 90), worker('b', 0, starting)]
  },
  { name: 'two are to be kept ready', workers: [worker('a', 10)], warm: 2, start: 1 },
  {
    name: 'a fixed number is started whatever there is to do',
    workers: [worker('a', 1)],
    bounds: between(3, 3),
    start: 2,
    reason: /at least 3, and there are 1/
  },
  {
    name: 'a fixed number that is there is left alone',
    workers: [worker('a', 0), worker('b', 0), worker('c', 0)],
    bounds: between(3, 3),
    calm: 0
  },
  {
    name: 'at the upper bound none is started, however full all are',
    workers: [worker('a', 100), worker('b', 100)],
    bounds: between(null, 2)
  },
  {
    name: 'the one with the fewest sessions is given up above the bound, at once',
    workers: [worker('a', 30), worker('b', 20), worker('c', 25)],
    bounds: between(null, 2),
    retire: 'b',
    reason: /at most 2, and there are 3/
  },
  {
    name: 'one at a time',
    workers: [worker('a', 3), worker('b', 2), worker('c', 5), worker('d', 4)],
    bounds: between(1, 1),
    retire: 'b'
  },
  {
    name: 'not while its sessions have no room elsewhere',
    workers: [worker('a', 90), worker('b', 40)],
    bounds: between(1, 1)
  },
  {
    name: 'not while another one starts',
    workers: [worker('a', 1), worker('b', 2), worker('c', 0, starting)],
    bounds: between(1, 1)
  },
  { name: 'the last one stays', workers: [worker('a', 0)], warm: 0, calm: 0 },
  {
    name: 'when one fewer is enough that is noted first',
    workers: [worker('a', 10), worker('b', 20)],
    calm_after: 10_000
  },
  {
    name: 'and waited with',
    workers: [worker('a', 10), worker('b', 20)],
    calm: 6_000,
    calm_after: 6_000
  },
  {
    name: 'and done',
    workers: [worker('a', 10), worker('b', 20)],
    calm: 5_000,
    retire: 'a',
    reason: /the other 1 would be 30 % full/
  },
  {
    name: 'a burst meanwhile begins the wait anew',
    workers: [worker('a', 10), worker('b', 20, { cpu_share: 0.7 })],
    calm: 5_000
  },
  {
    name: 'what would make the rest fuller than enough is kept: between that and full nothing happens',
    workers: [worker('a', 30), worker('b', 35)],
    calm: 0
  },
  {
    name: 'right after a start nothing is given up: the rest would be fuller than enough',
    workers: [worker('a', 80), worker('b', 0)],
    calm: 0
  },
  {
    name: 'right after one was given up none is started: the rest is less than full',
    workers: [worker('a', 60)]
  },
  {
    name: 'the lower bound is kept though fewer would do',
    workers: [worker('a', 1), worker('b', 2)],
    bounds: between(2, null),
    calm: 0
  },
  {
    name: 'as many as are to be kept ready are kept',
    workers: [worker('a', 1), worker('b', 2)],
    warm: 2,
    calm: 0
  },
  {
    name: 'processor that the rest could not take over keeps a worker',
    workers: [worker('a', 1, { cpu_share: 0.4 }), worker('b', 2, { cpu_share: 0.4 })],
    calm: 0
  },
  {
    name: 'ten busy workers for two hundred sessions become one fewer when it is quiet',
    workers: Array.from({ length: 10 }, (_, index) =>
      worker(`w${index}`, 20 - (index === 7 ? 1 : 0))
    ),
    calm: 0,
    retire: 'w7'
  }
]

for (const row of rows)
  test(`scale: ${row.name}`, () => {
    const judged = judgeScale(
      row.workers,
      row.bounds ?? free,
      { warm_workers: row.warm ?? 1, calm_ms: 5_000 },
      row.calm ?? null,
      10_000
    )
    const { start, retire, calm_since_ms } = judged
    assert.deepEqual(
      [start, retire?.id ?? null, calm_since_ms],
      [row.start ?? 0, row.retire ?? null, row.calm_after ?? null]
    )
    if (row.reason) assert.match(`${judged.start_reason}${retire?.reason}`, row.reason)
  })

const balances: [string, WorkerUse[], [string, string, number] | null][] = [
  ['none', [], null],
  ['one', [worker('a', 100)], null],
  ['a few more', [worker('a', 14), worker('b', 4)], null],
  ['far more', [worker('a', 90), worker('b', 0)], ['a', 'b', 45]],
  ['twice as many as others is fair', [worker('a', 40), worker('b', 20)], null],
  ['one that starts gets none yet', [worker('a', 90), worker('b', 0, starting)], null],
  ['nor does a busy one', [worker('a', 90), worker('b', 0, { cpu_share: 0.9 })], null],
  [
    'from the most to the fewest',
    [worker('a', 60), worker('b', 10), worker('c', 90)],
    ['c', 'b', 40]
  ]
]
for (const [name, workers, expected] of balances)
  test(`balance: ${name}`, () => {
    const found = judgeBalance(workers)
    assert.deepEqual(found && [found.from, found.to, found.sessions], expected)
  })
