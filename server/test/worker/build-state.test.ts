import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KnownBuild } from '../../src/domain/client-version.ts'
import {
  type BuildState,
  choiceOf,
  mergeKnown,
  type NextAttempt,
  nextAttempt,
  nothing_known,
  wasAcceptedLately,
  withOutcome
} from '../../src/worker/build-state.ts'

const [library, newer] = [1_043_857_760, 1_047_769_893]
const early = new Date('2026-10-01T00:00:00Z')
const late = new Date('2026-11-01T00:00:00Z')
const known = (
  build: number,
  accepted_at: Date | null = null,
  refused_at: Date | null = null
): KnownBuild => ({ build, accepted_at, refused_at })

const from_library = { build: library, source: 'library' } as const

test('who may open a connection, and with which build', () => {
  const outdated = [known(library, null, late)]
  const found = [known(newer)]
  const rows: [
    string,
    Partial<BuildState>,
    pathfinders: number,
    now: number,
    NextAttempt | null
  ][] = [
    ['before the builds are read nobody', { loaded: false, proven: true }, 0, 0, null],
    ['one goes ahead', {}, 0, 0, { build: library, as: 'known' }],
    ['a second one, too', {}, 1, 0, { build: library, as: 'known' }],
    ['a third one waits', {}, 2, 0, null],
    ['once proven everybody may', { proven: true }, 2, 0, { build: library, as: 'known' }],
    ['a newer one is tried by one', { known: found }, 0, 0, { build: newer, as: 'candidate' }],
    [
      'even while two are ahead with the other',
      { known: found },
      2,
      0,
      { build: newer, as: 'candidate' }
    ],
    [
      'and the others keep to what they know',
      { known: found, trying: newer, proven: true },
      1,
      0,
      { build: library, as: 'known' }
    ],
    ['all refused: nobody before the time', { known: outdated, again_at_ms: 10 }, 0, 9, null],
    [
      'all refused: one at the time',
      { known: outdated, again_at_ms: 10 },
      0,
      10,
      { build: library, as: 'again' }
    ],
    ['all refused: not two at once', { known: outdated, again_at_ms: 10 }, 1, 10, null],
    [
      'all refused, though they were proven before',
      { known: outdated, proven: true, again_at_ms: 10 },
      0,
      9,
      null
    ],
    [
      'all refused, and a newer one has appeared: it is not waited for',
      { known: [...outdated, ...found], again_at_ms: 10 },
      1,
      0,
      { build: newer, as: 'candidate' }
    ],
    [
      'all refused, and the newer one is being tried',
      { known: [...outdated, ...found], trying: newer, again_at_ms: 10 },
      1,
      10,
      null
    ]
  ]
  for (const [title, more, pathfinders, now_ms, expected] of rows) {
    const state = { ...nothing_known, loaded: true, ...more }
    assert.deepEqual(nextAttempt(state, from_library, pathfinders, now_ms), expected, title)
  }
})

test('a build that the operator has set is kept, whatever is known of others', () => {
  const set = { build: library, source: 'setting' } as const
  const rows: [string, KnownBuild[], refused: boolean][] = [
    ['nothing is known', [], false],
    ['a newer one is accepted', [known(newer, late)], false],
    [
      'it is refused, a newer one accepted',
      [known(library, early, late), known(newer, late)],
      true
    ],
    ['only another is refused', [known(newer, null, late)], false]
  ]
  for (const [title, builds, refused] of rows)
    assert.deepEqual(choiceOf(builds, set), { current: library, candidate: null, refused }, title)
})

test('an answer replaces the one of its own kind, of its own build', () => {
  const before = [known(library, early, null), known(newer, null, early)]
  const rows: [number, 'accepted' | 'refused', KnownBuild][] = [
    [library, 'accepted', known(library, late, null)],
    [library, 'refused', known(library, early, late)],
    [newer, 'accepted', known(newer, late, early)],
    [7, 'refused', known(7, null, late)]
  ]
  for (const [build, outcome, expected] of rows) {
    const after = withOutcome(before, build, outcome, late)
    assert.deepEqual(after.at(-1), expected)
    assert.deepEqual(
      after.slice(0, -1),
      before.filter((one) => one.build !== build)
    )
  }
  assert.deepEqual(before, [known(library, early, null), known(newer, null, early)])
})

test('what is read and what is known here are put together by the later of both answers', () => {
  const rows: [string, KnownBuild[], KnownBuild[], KnownBuild[]][] = [
    ['both empty', [], [], []],
    ['only read', [known(library, early)], [], [known(library, early)]],
    ['only known here', [], [known(newer, null, late)], [known(newer, null, late)]],
    ['here is later', [known(library, early)], [known(library, late)], [known(library, late)]],
    ['read is later', [known(library, late)], [known(library, early)], [known(library, late)]],
    [
      'one answer from each',
      [known(library, early, null)],
      [known(library, null, late)],
      [known(library, early, late)]
    ],
    [
      'what is read is kept where nothing is known here',
      [known(library, early, late)],
      [known(library, null, null)],
      [known(library, early, late)]
    ]
  ]
  for (const [title, loaded, own, expected] of rows)
    assert.deepEqual(mergeKnown(loaded, own), expected, title)
})

test('an accepted login of the last minute says nothing new', () => {
  const after = (ms: number): Date => new Date(late.getTime() + ms)
  const builds = [known(library, late), known(newer, null, late)]
  assert.equal(wasAcceptedLately(builds, library, after(0)), true)
  assert.equal(wasAcceptedLately(builds, library, after(59_999)), true)
  assert.equal(wasAcceptedLately(builds, library, after(60_000)), false)
  assert.equal(wasAcceptedLately(builds, newer, after(0)), false, 'refused is not accepted')
  assert.equal(wasAcceptedLately([], library, after(0)), false)
})
