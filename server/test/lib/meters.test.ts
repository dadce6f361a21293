import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createExposition } from '../../src/lib/exposition.ts'
import { createMeters, merged, meterTable, since } from '../../src/lib/meters.ts'
import type { Decision } from '../../src/orchestrator/decision.ts'
import { createDecisionCount, orchestrator_meters } from '../../src/orchestrator/meters.ts'
import { createWorkerTotals } from '../../src/orchestrator/worker-totals.ts'
import { parseExposition } from '../../testkit/exposition.ts'

const table = meterTable({
  letters_total: { type: 'counter', help: 'Letters.', labels: { kind: ['a', 'b'] } },
  empty_total: { type: 'counter', help: 'Nothing yet.', labels: {} },
  depth: { type: 'gauge', help: 'Depth.', labels: {} },
  took_seconds: { type: 'histogram', help: 'Time.', labels: {}, bounds: [1, 2] },
  any_total: { type: 'counter', help: 'Anything.', labels: { name: null } }
})

const seriesOf = (meters: ReturnType<typeof createMeters<typeof table>>, name: string) =>
  meters.read().find((one) => one.name === name)?.series

test('a label that is not listed becomes other, whoever brings it, and so does what is too much', () => {
  const meters = createMeters(table)
  // Who counts from 0 sees the first one.
  assert.deepEqual(seriesOf(meters, 'letters_total'), [
    { labels: { kind: 'a' }, value: 0 },
    { labels: { kind: 'b' }, value: 0 }
  ])
  assert.deepEqual(seriesOf(meters, 'any_total'), [])
  for (const kind of ['a', 'b', 'a', '+201001234567', 'ten_1'])
    meters.count('letters_total', { kind })
  meters.add([{ name: 'letters_total', series: [{ labels: { kind: 'x', more: 'y' }, value: 5 }] }])
  meters.add([{ name: 'nobody_knows', series: [{ labels: {}, value: 5 }] }])
  meters.add([{ name: 'took_seconds', series: [{ labels: {}, value: 5, counts: [1] }] }])
  assert.deepEqual(seriesOf(meters, 'letters_total'), [
    { labels: { kind: 'a' }, value: 2 },
    { labels: { kind: 'b' }, value: 1 },
    { labels: { kind: 'other' }, value: 7 }
  ])
  assert.deepEqual(seriesOf(meters, 'empty_total'), [{ labels: {}, value: 0 }])
  assert.deepEqual(seriesOf(meters, 'took_seconds'), [{ labels: {}, value: 0, counts: [0, 0, 0] }])
  for (let name = 0; name < 5_000; name++) meters.count('any_total', { name: String(name) })
  const any = seriesOf(meters, 'any_total') ?? []
  assert.equal(any.length, 4_001)
  assert.equal(
    any.reduce((sum, { value }) => sum + value, 0),
    5_000
  )
})

test('a histogram counts up to and with its bounds, and what lies beyond', async () => {
  const meters = createMeters(table)
  for (const value of [0.5, 1, 1.5, 2, 9]) meters.observe('took_seconds', {}, value)
  const failures: unknown[] = []
  const exposition = createExposition((error) => failures.push(error))
  const remove = exposition.add(meters.read)
  exposition.add(() => {
    throw new Error('it is away')
  })
  const text = await exposition.text()
  assert.match(text, /# TYPE took_seconds histogram/)
  for (const line of [
    'took_seconds_bucket{le="1"} 2',
    'took_seconds_bucket{le="2"} 4',
    'took_seconds_bucket{le="+Inf"} 5',
    'took_seconds_sum 14',
    'took_seconds_count 5'
  ])
    assert.ok(text.includes(`${line}\n`), line)
  assert.equal(failures.length, 1, 'a source that fails is left out, and told')
  assert.ok(parseExposition(text).types.has('nodejs_eventloop_lag_seconds'))
  remove()
  assert.doesNotMatch(await exposition.text(), /took_seconds/)
})

test('readings of one name are one, and what was counted between two of them is their difference', () => {
  const [one, two] = [createMeters(table), createMeters(table)]
  one.count('letters_total', { kind: 'a' }, 3)
  two.count('letters_total', { kind: 'a' }, 4)
  two.observe('took_seconds', {}, 9)
  const both = merged([...one.read(), ...two.read()])
  assert.equal(both.length, one.read().length)
  const exposed = both.find(({ name }) => name === 'letters_total')
  assert.deepEqual(exposed?.series, [
    { labels: { kind: 'a' }, value: 7 },
    { labels: { kind: 'b' }, value: 0 }
  ])
  const before = two.read()
  two.count('letters_total', { kind: 'a' })
  two.count('letters_total', { kind: 'b' })
  two.observe('took_seconds', {}, 1)
  const grown = since(before, two.read())
  assert.deepEqual(grown.find(({ name }) => name === 'letters_total')?.series, [
    { labels: { kind: 'a' }, value: 1 },
    { labels: { kind: 'b' }, value: 1 }
  ])
  assert.deepEqual(grown.find(({ name }) => name === 'took_seconds')?.series, [
    { labels: {}, value: 1, counts: [1, 0, 0] }
  ])
})

test('the sum over all workers grows with each and never falls when one ends; a new leader counts from where it began', async () => {
  const totals = createWorkerTotals()
  const told = (sent: number, memory: number) => [
    { name: 'gateway_messages_sent_total', series: [{ labels: { kind: 'text' }, value: sent }] },
    { name: 'gateway_worker_memory_bytes', series: [{ labels: {}, value: memory }] },
    { name: 'gateway_made_up', series: [{ labels: { tenant: 'ten_1' }, value: 1 }] }
  ]
  const round = (heard: [string, number, number][], live: string[]): [number, number] => {
    totals.begin()
    for (const [id, sent, memory] of heard) totals.hear(id, told(sent, memory), id === 'old')
    totals.keep(live)
    const read = totals.read()
    assert.ok(!JSON.stringify(read).includes('ten_1'))
    const sum = (name: string): number =>
      read.find((one) => one.name === name)?.series.reduce((all, { value }) => all + value, 0) ?? 0
    return [sum('gateway_messages_sent_total'), sum('gateway_worker_memory_bytes')]
  }
  for (const [heard, live, expected] of [
    [[['old', 100, 10]], ['old'], [0, 10]],
    [
      [
        ['old', 105, 11],
        ['new', 7, 5]
      ],
      ['old', 'new'],
      [12, 16]
    ],
    // One does not answer and is there: what it counts meanwhile is not lost.
    [[['old', 106, 11]], ['old', 'new'], [13, 11]],
    [[['new', 9, 6]], ['new'], [15, 6]],
    [[], [], [15, 0]]
  ] as [[string, number, number][], string[], [number, number]][])
    assert.deepEqual(round(heard, live), expected)
})

test('what passes of the orchestrator decide again and again, because it takes long, is counted once', () => {
  const meters = createMeters(orchestrator_meters)
  const decided = createDecisionCount(meters)
  const pass = (drained: string[], placed: string[]): void =>
    decided({
      place: new Map([['ins_1', placed]]),
      move: new Map(),
      start: [],
      host: new Map(),
      release: [],
      unplace: [],
      waiting: [],
      kill: [],
      drain: drained.map((id) => ({ instance: { id }, reason: '' })),
      retire: [],
      again_ms: 0
    } as unknown as Decision)
  pass(['ins_1'], ['ses_1', 'ses_2'])
  pass(['ins_1', 'ins_2'], ['ses_3'])
  pass(['ins_2'], [])
  pass([], [])
  pass(['ins_1'], [])
  const counted = meters.read().find(({ name }) => name === 'gateway_decisions_total')?.series
  assert.deepEqual(
    counted
      ?.filter(({ value }) => value > 0)
      .map(({ labels, value }) => [labels['decision'], value]),
    [
      ['place', 3],
      ['drain', 3]
    ]
  )
})
