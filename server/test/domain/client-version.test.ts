import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  buildAgeDays,
  chooseBuilds,
  clientVersion,
  isPlausibleBuild,
  type KnownBuild,
  library_release,
  parseClientVersion
} from '../../src/domain/client-version.ts'

const at = (day: number): Date => new Date(Date.UTC(2026, 8, day))
const library = 1_000_000_000
const build = (
  more: number,
  accepted_on: number | null = null,
  refused_on: number | null = null
): KnownBuild => ({
  build: library + more,
  accepted_at: accepted_on === null ? null : at(accepted_on),
  refused_at: refused_on === null ? null : at(refused_on)
})

/** What is known, and the build to log in with, the one to try, and whether all are refused. */
const choices: [string, KnownBuild[], [number, number | null, boolean]][] = [
  ['nothing is known', [], [0, null, false]],
  ['a newer one was found', [build(5)], [0, 5, false]],
  ['the newest of several found is tried', [build(5), build(9), build(7)], [0, 9, false]],
  ['a newer one was accepted', [build(5, 1)], [5, null, false]],
  ['a still newer one was found then', [build(5, 1), build(9)], [5, 9, false]],
  ['an older one than that is not tried', [build(5), build(9, 1)], [9, null, false]],
  ['a refused one is left alone', [build(5, null, 1)], [0, null, false]],
  ['a refusal after the acceptance counts', [build(5, 1, 2)], [0, null, false]],
  ['an acceptance after the refusal counts', [build(5, 2, 1)], [5, null, false]],
  ['the library itself is refused', [build(0, null, 1), build(5, 1)], [5, null, false]],
  ['all are refused', [build(0, null, 1), build(5, 1, 2)], [5, null, true]],
  ['all are refused but one not tried', [build(0, null, 1), build(5, 1, 2), build(3)], [5, 3, true]]
]

for (const [what, known, [current, candidate, refused]] of choices) {
  test(`the version to log in with: ${what}`, () => {
    assert.deepEqual(chooseBuilds(known, library), {
      current: library + current,
      candidate: candidate === null ? null : library + candidate,
      refused
    })
  })
}

const texts: [string, number | null][] = [
  ['2.3000.1043857760', 1_043_857_760],
  [' 1043857760 ', 1_043_857_760],
  ['2.2000.1043857760', null],
  ['2.3000.104385776', null],
  ['2.3000.10438577600', null],
  ['2.3000.1043857760-beta', null],
  ['', null]
]

for (const [text, expected] of texts) {
  test(`"${text}" is ${expected === null ? 'no version' : 'a version'}`, () => {
    assert.equal(parseClientVersion(text), expected)
    if (expected !== null) assert.equal(parseClientVersion(clientVersion(expected)), expected)
  })
}

test('a build that is older than that of the library, or from a far future, is not believed', () => {
  const believed = [-1, 0, 29_999_999, 30_000_000, 0.5].map((more) =>
    isPlausibleBuild(library + more, library)
  )
  assert.deepEqual(believed, [false, true, true, false, false])
})

test('a build of the library is as old as its release, a newer one as long as it has been known', () => {
  const now = new Date(library_release.at.getTime() + 30 * 86_400_000)
  const found = new Date(now.getTime() - 3.5 * 86_400_000)
  assert.equal(buildAgeDays(library_release.build, found, now), 30)
  assert.equal(buildAgeDays(library_release.build + 1, found, now), 3)
  assert.equal(buildAgeDays(library_release.build + 1, now, found), 0, 'never less than nothing')
})
