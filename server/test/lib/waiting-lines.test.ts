import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWaitingLines } from '../../src/lib/waiting-lines.ts'

test('lines come out whole and in their order, in pieces of about a size', () => {
  const rows: [string, string[], piece_bytes_max: number, pieces: string[]][] = [
    ['none', [], 4, []],
    ['one that is shorter', ['ab'], 4, ['ab']],
    ['one that is longer is a piece by itself', ['abcdefgh', 'i'], 4, ['abcdefgh', 'i']],
    ['a piece is full when it has reached its size', ['ab', 'cd', 'ef'], 4, ['abcd', 'ef']],
    ['the line that fills it goes along', ['a', 'bcdefg', 'h'], 4, ['abcdefg', 'h']],
    ['bytes count, not letters', ['ää', 'b'], 4, ['ää', 'b']],
    ['an empty line is a line', ['', 'a'], 1, ['a']]
  ]
  for (const [title, lines, piece_bytes_max, pieces] of rows) {
    const waiting = createWaitingLines(1_000, piece_bytes_max)
    for (const line of lines) assert.ok(waiting.push(line))
    const taken: string[] = []
    let count = 0
    while (!waiting.empty) {
      const piece = waiting.nextPiece()
      taken.push(piece.text)
      count += piece.lines
    }
    assert.deepEqual(taken, pieces, title)
    assert.equal(count, lines.length, title)
  }
})

test('no line is taken while there are too many bytes, and again when some have gone', () => {
  const waiting = createWaitingLines(4, 2)
  assert.ok(waiting.push('öö'), 'the line that fills it is taken')
  assert.ok(!waiting.push('c'))
  assert.deepEqual(waiting.nextPiece(), { text: 'öö', lines: 1 })
  for (let round = 0; round < 100; round++) {
    assert.ok(waiting.push('éé'), `${round}: nothing of what has gone is still counted`)
    assert.ok(!waiting.push('c'))
    waiting.nextPiece()
  }
  waiting.push('ab')
  waiting.push('cd')
  assert.ok(!waiting.push('e'))
  assert.equal(waiting.takeAll(), 'abcd')
  assert.ok(waiting.empty && waiting.push('e'))
})
