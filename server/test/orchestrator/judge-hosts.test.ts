import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  clockOff,
  countTroubles,
  type HostObservation,
  judgeHosts
} from '../../src/orchestrator/judge-hosts.ts'

const rules = { clock_off_s_max: 10, disk_free_mb_min: 500 }
const seen = (
  host: string,
  clock_off_s: number | null,
  disk_free_mb: number | null
): HostObservation => ({ host, clock_off_s, disk_free_mb })

const rows: {
  name: string
  observed: HostObservation[]
  troubles: Record<string, string[]>
  off: number
}[] = [
  { name: 'nothing was seen', observed: [], troubles: {}, off: 0 },
  {
    name: 'what is not told is hoped for',
    observed: [seen('a', null, null)],
    troubles: { a: [] },
    off: 0
  },
  { name: 'all is well', observed: [seen('a', 0.2, 5_000)], troubles: { a: [] }, off: 0.2 },
  {
    name: 'just within the bounds',
    observed: [seen('a', -10, 500)],
    troubles: { a: [] },
    off: -10
  },
  {
    name: 'a clock that is ahead, and one that is behind',
    observed: [seen('a', 11, 5_000), seen('b', -3_600, 5_000), seen('c', 0, 5_000)],
    troubles: { a: ['clock_wrong'], b: ['clock_wrong'], c: [] },
    off: -3_600
  },
  {
    name: 'a full disk',
    observed: [seen('a', 0, 499), seen('b', 0, 500)],
    troubles: { a: ['disk_full'], b: [] },
    off: 0
  },
  {
    name: 'one worker of many is enough to see it, and it counts once',
    observed: [seen('a', 0, 5_000), seen('a', 60, 3), seen('a', 61, 3)],
    troubles: { a: ['clock_wrong', 'disk_full'] },
    off: 61
  }
]

for (const { name, observed, troubles, off } of rows) {
  test(`hosts: ${name}`, () => {
    const judged = judgeHosts(observed, rules)
    assert.deepEqual(Object.fromEntries(judged.troubles), troubles)
    assert.equal(judged.clock_off_s, off)
    const all = Object.values(troubles).flat()
    assert.deepEqual(countTroubles(judged), {
      clock_wrong: all.filter((one) => one === 'clock_wrong').length,
      disk_full: all.filter((one) => one === 'disk_full').length
    })
  })
}

test('an answer that took long is taken for the time in the middle', () => {
  assert.equal(clockOff(10_000, 9_000, 11_000), 0)
  assert.equal(clockOff(13_000, 9_000, 9_000), 4)
})
