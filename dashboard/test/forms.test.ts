import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberOf, recipientsOf, textFor, unknownPlaces } from '../src/pages/bulk/recipients.ts'
import { addressesOf, dayOf, endOf, wrongAddress } from '../src/pages/developers/key-values.ts'

test('a number is taken however people write it, and nothing else is', () => {
  const cases: [string, string | null][] = [
    ['+20 100 123-4567', '+201001234567'],
    ['00201001234567', '+201001234567'],
    ['(20) 100.123.4567', '201001234567'],
    ['‎+٢٠١٠٠١٢٣٤٥٦٧', '+201001234567'],
    ['۲۰۱۰۰۱۲۳۴۵۶۷', '201001234567'],
    ['120363020000000000@g.us', '120363020000000000@g.us'],
    ['phone', null],
    ['0100123456', null],
    ['12345', null],
    ['+2010012345678901', null],
    ['=HYPERLINK("x")', null],
    ['', null]
  ]
  for (const [text, number] of cases) assert.equal(numberOf(text), number, text)
})

test('a list names each number once, with its columns, and says which lines it leaves out', () => {
  const list = recipientsOf(
    '\uFEFFphone,name,order\r\n+201001234567,"Mona, the first",7\r\n\r\nnobody\n201001234567,again,8\n+4915112345678;Ali;9'
  )
  assert.deepEqual(list, {
    rows: [
      { line: 2, to: '+201001234567', values: { name: 'Mona, the first', order: '7' } },
      { line: 6, to: '+4915112345678', values: { name: 'Ali', order: '9' } }
    ],
    names: ['name', 'order'],
    wrong: [4],
    repeated: [5]
  })
  const plain = recipientsOf('+201001234567\tMona\n+4915112345678')
  assert.deepEqual(plain.names, ['2'])
  assert.deepEqual(plain.rows[0]?.values, { 2: 'Mona' })
  assert.deepEqual(recipientsOf(''), { rows: [], names: [], wrong: [], repeated: [] })
})

test('a text has the values of a line in its places, and says which places have no column', () => {
  const values = { name: 'Mona', order: '' }
  assert.equal(textFor('Hi {name}, { order }! {other} {}', { values }), 'Hi Mona, ! {other} {}')
  assert.equal(textFor('{name}', { values: { name: '{order}', order: '7' } }), '{order}')
  assert.deepEqual(unknownPlaces('{name} {x} {x}', ['name']), ['x'])
})

test('a key works until the end of its last day, and its addresses are read line by line', () => {
  assert.equal(endOf(''), null)
  for (const day of ['2026-12-31', '2026-03-29', '2026-10-25'])
    assert.equal(dayOf(endOf(day) ?? ''), day)
  assert.deepEqual(addressesOf(' 203.0.113.0/24,\n10.0.0.1;::1 \n\n'), [
    '203.0.113.0/24',
    '10.0.0.1',
    '::1'
  ])
  assert.equal(wrongAddress({ 'allowed_addresses.1': 'no' }), '2: no')
  assert.equal(wrongAddress({ allowed_addresses: 'too many' }), 'too many')
  assert.equal(wrongAddress({ name: 'no' }), undefined)
})
