import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type CardLine,
  cardLines,
  escaped,
  folded,
  parts,
  unescaped
} from '../../../src/whatsapp/vcard/lines.ts'

test('what is escaped comes back as it was, in one part', () => {
  const texts = [
    '',
    'plain',
    'a,b;c',
    'back\\slash',
    '\\n is no line break',
    'two\nlines',
    'ends in \\',
    'Ünï😀,;'
  ]
  for (const text of texts) {
    assert.equal(unescaped(escaped(text)), text)
    assert.deepEqual(parts(escaped(text), ';'), [text])
    assert.deepEqual(parts(escaped(text), ','), [text])
    assert.ok(!escaped(text).includes('\n'))
  }
  assert.equal(unescaped(escaped('a\r\nb\rc')), 'a\nb\nc', 'every line break is the same')
})

test('a value is divided where its separator is not escaped', () => {
  const rows: [string, ';' | ',', string[]][] = [
    ['', ';', ['']],
    [';', ';', ['', '']],
    ['a;b', ';', ['a', 'b']],
    ['a,b', ';', ['a,b']],
    ['a\\;b;c', ';', ['a;b', 'c']],
    ['a\\\\;b', ';', ['a\\', 'b']],
    ['a\\nb,c', ',', ['a\nb', 'c']],
    ['a\\Nb', ',', ['a\nb']],
    ['a\\', ';', ['a\\']],
    [';;Street;;', ';', ['', '', 'Street', '', '']]
  ]
  for (const [value, separator, expected] of rows)
    assert.deepEqual(parts(value, separator), expected, value)
})

test('no line is longer than 75 octets, no character is torn apart, and the card reads the same', () => {
  for (const text of [
    'short',
    'x'.repeat(75),
    'x'.repeat(76),
    'x'.repeat(500),
    'ä'.repeat(200),
    '😀'.repeat(60)
  ]) {
    const line = `NOTE:${text}`
    const pieces = folded(line).split('\r\n')
    for (const [at, piece] of pieces.entries()) {
      assert.ok(Buffer.byteLength(piece) <= 75, `${piece.length} characters`)
      assert.ok(piece.isWellFormed())
      assert.equal(piece.startsWith(' '), at > 0)
    }
    assert.equal(cardLines(folded(line))[0]?.value, text)
  }
  assert.equal(folded('x'.repeat(75)), 'x'.repeat(75), 'what fits is not folded')
})

test('lines are read as different phones write them, and what is no line is left out', () => {
  const line = (name: string, value: string, more: Partial<CardLine> = {}): CardLine => ({
    group: null,
    name,
    params: [],
    value,
    ...more
  })
  const rows: [string, string, CardLine[]][] = [
    ['nothing', '', []],
    ['no colon', 'VERSION', []],
    ['no name', ':value', []],
    ['a name with a space', 'FULL NAME:x', []],
    ['a plain one', 'FN:Ann', [line('FN', 'Ann')]],
    ['small letters', 'fn:Ann', [line('FN', 'Ann')]],
    ['an empty value', 'FN:', [line('FN', '')]],
    [
      'every kind of line break',
      'FN:a\nN:b\r\nORG:c\rTITLE:d',
      [line('FN', 'a'), line('N', 'b'), line('ORG', 'c'), line('TITLE', 'd')]
    ],
    [
      'a group and parameters',
      'item1.TEL;TYPE=CELL;waid=49170:+49 170',
      [
        line('TEL', '+49 170', {
          group: 'item1',
          params: [
            ['type', 'CELL'],
            ['waid', '49170']
          ]
        })
      ]
    ],
    [
      'a bare type of an old card',
      'TEL;HOME:1',
      [line('TEL', '1', { params: [['type', 'HOME']] })]
    ],
    ['a parameter with an equals sign', 'X;a=b=c:1', [line('X', '1', { params: [['a', 'b=c']] })]],
    [
      'a colon and a semicolon in quotes',
      'TEL;LABEL="a:b;c":1',
      [line('TEL', '1', { params: [['label', 'a:b;c']] })]
    ],
    ['colons in the value', 'URL:https://a.example', [line('URL', 'https://a.example')]],
    ['a folded line', 'NOTE:one\r\n two\n\tthree', [line('NOTE', 'onetwothree')]],
    [
      'quoted-printable, over two lines',
      'FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=BCl=\r\nler',
      [
        line('FN', 'Müller', {
          params: [
            ['encoding', 'QUOTED-PRINTABLE'],
            ['charset', 'UTF-8']
          ]
        })
      ]
    ],
    ['an equals sign elsewhere', 'NOTE:a=\nFN:b', [line('NOTE', 'a='), line('FN', 'b')]]
  ]
  for (const [title, text, expected] of rows) assert.deepEqual(cardLines(text), expected, title)
})

test('a quote that is never closed hides no value', () => {
  assert.equal(cardLines('TEL;LABEL="c:1')[0]?.value, '1')
})

test('of a card without end only so many lines are read', () => {
  assert.equal(cardLines('TEL:1\n'.repeat(5_000)).length, 2_000)
})
