import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeCursor, encodeCursor, toPage } from '../../src/lib/page.ts'

for (const position of ['msg_01', '123.456', '', 'ü', 'a'.repeat(300)]) {
  test(`the cursor of "${position.slice(0, 10)}" gives it back, and can stand in an address as it is`, () => {
    const cursor = encodeCursor(position)
    assert.match(cursor, /^[\w-]*$/)
    assert.equal(decodeCursor(cursor), position)
  })
}

test('a cursor of which one character was changed, added or taken away is refused', () => {
  const cursor = encodeCursor('msg_01a2203ceb7f7000')
  for (let at = 0; at < cursor.length; at += 1) {
    const other = cursor[at] === 'A' ? 'B' : 'A'
    assert.equal(decodeCursor(cursor.slice(0, at) + other + cursor.slice(at + 1)), null, `${at}`)
    assert.equal(decodeCursor(cursor.slice(0, at) + cursor.slice(at + 1)), null, `without ${at}`)
    assert.equal(decodeCursor(`${cursor.slice(0, at)}A${cursor.slice(at)}`), null, `more at ${at}`)
  }
})

for (const cursor of ['', 'x', 'msg_01', '../../etc', ' ', '%00', 'é']) {
  test(`"${cursor}" is no cursor`, () => assert.equal(decodeCursor(cursor), null))
}

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `row_${index}` }))
const pages: [rows: number, limit: number, shown: number, last: string | null][] = [
  [0, 2, 0, null],
  [1, 2, 1, null],
  [2, 2, 2, null],
  [3, 2, 2, 'row_1']
]

for (const [count, limit, shown, last] of pages) {
  test(`${count} rows read for a page of ${limit} show ${shown}, and ${last ? 'there are more' : 'that is all'}`, () => {
    const page = toPage(rows(count), limit)
    assert.equal(page.data.length, shown)
    assert.equal(page.next_cursor && decodeCursor(page.next_cursor), last)
  })
}

test('a list with an order of its own is walked by its own positions', () => {
  const page = toPage(rows(2), 1, ({ id }) => `place of ${id}`)
  assert.equal(decodeCursor(page.next_cursor ?? ''), 'place of row_0')
})
