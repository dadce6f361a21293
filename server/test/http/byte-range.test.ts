import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRange } from '../../src/http/byte-range.ts'

test('one range of bytes is read as RFC 9110 says, and anything else is ignored', () => {
  const rows: [header: string | undefined, bytes: number, ReturnType<typeof readRange>][] = [
    [undefined, 10, 'none'],
    ['', 10, 'none'],
    ['bytes=', 10, 'none'],
    ['bytes=-', 10, 'none'],
    ['items=0-1', 10, 'none'],
    ['bytes=0-1,3-4', 10, 'none'],
    ['bytes=a-b', 10, 'none'],
    ['bytes= 0-1', 10, 'none'],
    ['bytes=-1-2', 10, 'none'],
    ['bytes=0-0', 10, { from: 0, to: 0 }],
    ['bytes=0-9', 10, { from: 0, to: 9 }],
    ['bytes=2-', 10, { from: 2, to: 9 }],
    ['bytes=9-', 10, { from: 9, to: 9 }],
    ['bytes=5-1000', 10, { from: 5, to: 9 }],
    ['bytes=-3', 10, { from: 7, to: 9 }],
    ['bytes=-10', 10, { from: 0, to: 9 }],
    ['bytes=-1000', 10, { from: 0, to: 9 }],
    ['bytes=5-4', 10, 'none'],
    ['bytes=10-', 10, 'unsatisfiable'],
    ['bytes=10-12', 10, 'unsatisfiable'],
    ['bytes=-0', 10, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=-5', 0, 'unsatisfiable'],
    ['bytes=99999999999999999999-', 10, 'unsatisfiable'],
    ['bytes=0-99999999999999999999', 10, { from: 0, to: 9 }]
  ]
  for (const [header, bytes, expected] of rows)
    assert.deepEqual(readRange(header, bytes), expected, `${header} of ${bytes}`)
})
