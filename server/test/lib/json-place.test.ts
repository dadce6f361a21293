import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson } from '../../src/lib/canonical-json.ts'
import { exceedsJson, findInvalidUtf8, findJsonFault } from '../../src/lib/json-place.ts'

test('the place at which a text stops being JSON is told, with what to do there', () => {
  const rows: [text: string, line: number, column: number, advice: RegExp][] = [
    ['', 1, 1, /ends here; expected a value/],
    ['  ', 1, 3, /ends here; expected a value/],
    ['{', 1, 2, /expected a name in double quotes or "}"/],
    ['{"a"}', 1, 5, /Expected ":" after the name, found "}"/],
    ['{"a":}', 1, 6, /Expected a value, found "}"/],
    ['{"a":1,}', 1, 8, /Expected a name in double quotes, found "}"/],
    ['{a:1}', 1, 2, /name in double quotes.*found "a"/],
    ["{'a':1}", 1, 2, /found "'"/],
    ['[1,]', 1, 4, /Expected a value, found "]"/],
    ['[1 2]', 1, 4, /"," or "\]" after the value, found "2"/],
    ['[1}', 1, 3, /"," or "\]" after the value, found "}"/],
    ['{"a":1]', 1, 7, /"," or "}" after the value, found "]"/],
    ['1 2', 1, 3, /Expected nothing after the value/],
    ['01', 1, 1, /Expected a value, found "0"/],
    ['1.', 1, 1, /Expected a value/],
    ['+1', 1, 1, /found "\+"/],
    ['nulls', 1, 1, /Expected a value, found "n"/],
    ['NaN', 1, 1, /found "N"/],
    ['"abc', 1, 5, /ends inside a string/],
    ['"a\nb"', 1, 3, /A line break stands inside a string; write \\n/],
    ['"a\tb"', 1, 3, /A control character stands inside a string; write \\t/],
    ['"a\u0001b"', 1, 3, /write \\u0001/],
    ['"\\x"', 1, 2, /There is no such escape/],
    ['"\\u12g4"', 1, 2, /four hexadecimal digits/],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, /"," or "}" after the value/],
    ['["😀", x]', 1, 8, /found "x"/],
    ['[😀]', 1, 2, /found "😀"/]
  ]
  for (const [text, line, column, advice] of rows) {
    const fault = findJsonFault(text)
    assert.ok(fault, text)
    assert.match(fault.advice, advice, text)
    assert.deepEqual([fault.line, fault.column], [line, column], text)
    assert.throws(() => JSON.parse(text), text)
  }
})

test('what is JSON has no fault', () => {
  const texts = [
    'null',
    ' true ',
    '-0.5e+10',
    '"\\u00e9\\n"',
    '[]',
    '{}',
    '[[],{"":[{}]}]',
    '{"a":[1,2],"b":null}'
  ]
  for (const text of texts) {
    assert.doesNotThrow(() => JSON.parse(text))
    assert.equal(findJsonFault(text), null, text)
  }
  assert.equal(findJsonFault('['.repeat(50_000) + ']'.repeat(50_000)), null, 'however deep')
})

test('the first byte that is no UTF-8 is found, and the sign for such a byte is not taken for one', () => {
  const rows: [Buffer, number | null][] = [
    [Buffer.from(''), null],
    [Buffer.from('äöü😀'), null],
    [Buffer.from('a\ufffdb'), null],
    [Buffer.from([0xff]), 0],
    [Buffer.from([0x61, 0xc3]), 1],
    [Buffer.concat([Buffer.from('ä\ufffd'), Buffer.from([0xff])]), 5],
    [Buffer.from([0xc0, 0x80]), 0],
    [Buffer.from([0xed, 0xa0, 0x80]), 0]
  ]
  for (const [bytes, place] of rows)
    assert.equal(findInvalidUtf8(bytes), place, bytes.toString('hex'))
})

test('depth and number of values are counted outside of texts', () => {
  const max = { depth: 2, values: 3 }
  const rows: [string, ReturnType<typeof exceedsJson>][] = [
    ['', null],
    ['[[1,2]]', null],
    ['[[[', 'depth'],
    ['[[],[],[]]', null],
    ['[1,2,3]', null],
    ['[1,2,3,4]', 'values'],
    ['["[[[[,,,,"]', null],
    ['["\\"[[[,,,,"]', null],
    ['["\\\\",[[1]]]', 'depth'],
    ['"never closed [[[,,,', null]
  ]
  for (const [text, expected] of rows)
    assert.equal(exceedsJson(Buffer.from(text), max), expected, text)
})

test('two values are the same in canonical form when they differ in the order of fields alone', () => {
  const same: [unknown, unknown][] = [
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 }
    ],
    [{ a: { c: 1, d: [{ e: 1, f: 2 }] } }, { a: { d: [{ f: 2, e: 1 }], c: 1 } }],
    [{ a: undefined }, {}]
  ]
  for (const [one, other] of same) assert.equal(canonicalJson(one), canonicalJson(other))
  const others: [unknown, unknown][] = [
    [
      [1, 2],
      [2, 1]
    ],
    [{ a: 1 }, { a: '1' }],
    [{ a: null }, {}],
    ['', undefined]
  ]
  for (const [one, other] of others) assert.notEqual(canonicalJson(one), canonicalJson(other))
  assert.equal(canonicalJson(undefined), '')
})
