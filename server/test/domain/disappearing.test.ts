import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  disappearsAt,
  isDisappearing,
  type Keep,
  laterKeep,
  stayOf
} from '../../src/domain/disappearing.ts'

test('a message stays as long as apps let messages stay, and one that says anything else stays for good', () => {
  const stays: [unknown, number | null][] = [
    [1, 1],
    [86_400, 86_400],
    [7_776_000, 7_776_000],
    [90.7, 90],
    [366 * 86_400, 366 * 86_400],
    [366 * 86_400 + 1, null],
    [0, null],
    [-1, null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    ['86400', null],
    [null, null],
    [undefined, null]
  ]
  for (const [said, stay] of stays) assert.equal(stayOf(said), stay, String(said))
})

test('it disappears so long after the time that the server gave it', () => {
  const at = new Date('2026-11-07T09:14:04.000Z')
  assert.deepEqual(disappearsAt(at, 86_400), new Date('2026-11-08T09:14:04.000Z'))
  assert.equal(disappearsAt(at, null), null)
})

test('what has words disappears: also those of an edit, and nothing that only names another message', () => {
  const types: Record<string, boolean> = {
    text: true,
    image: true,
    poll: true,
    edit: true,
    reaction: false,
    delete: false,
    pin: false,
    read: false
  }
  for (const [type, disappears] of Object.entries(types))
    assert.equal(isDisappearing(type), disappears, type)
})

test('of what two say about keeping a message the later holds, but against its author nobody keeps it', () => {
  const [first, second] = [new Date(1_000), new Date(2_000)]
  const said = (keep: boolean, by_author: boolean, at: Date): Keep => ({ keep, by_author, at })
  const [keeps, keeps_not] = [true, false]
  const [author, other] = [true, false]
  const cases: [Keep | undefined, Keep, Keep][] = [
    [undefined, said(keeps, other, second), said(keeps, other, second)],
    [said(keeps, other, first), said(keeps_not, other, second), said(keeps_not, other, second)],
    [said(keeps_not, other, first), said(keeps, other, second), said(keeps, other, second)],
    [said(keeps, other, first), said(keeps_not, author, second), said(keeps_not, author, second)],
    [said(keeps_not, author, first), said(keeps, other, second), said(keeps_not, author, first)],
    [said(keeps_not, author, first), said(keeps, author, second), said(keeps, author, second)],
    [
      said(keeps_not, author, first),
      said(keeps_not, other, second),
      said(keeps_not, author, second)
    ]
  ]
  for (const [before, next, after] of cases) assert.deepEqual(laterKeep(before, next), after)
})
