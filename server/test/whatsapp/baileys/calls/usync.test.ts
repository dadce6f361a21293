import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BinaryNode } from 'baileys'
import { matchNumbers, readUsync } from '../../../../src/whatsapp/baileys/calls/usync.ts'

const user = (attrs: Record<string, string>, contact?: string, lid?: string): BinaryNode => ({
  tag: 'user',
  attrs,
  content: [
    { tag: 'contact', attrs: { type: 'in' }, ...(contact && { content: Buffer.from(contact) }) },
    ...(lid ? [{ tag: 'lid', attrs: { val: lid } }] : [])
  ]
})
const answer = (list: BinaryNode[] | null, result: BinaryNode[] = []): BinaryNode => ({
  tag: 'iq',
  attrs: { type: 'result' },
  content: [
    {
      tag: 'usync',
      attrs: {},
      content: [
        { tag: 'result', attrs: {}, content: result },
        ...(list ? [{ tag: 'list', attrs: {}, content: list }] : [])
      ]
    }
  ]
})
const match = (numbers: string[], list: BinaryNode[]) =>
  Object.fromEntries(
    [...matchNumbers(numbers, readUsync(answer(list), ['contact', 'lid']))].map(
      ([number, { jid, lid }]) => [number, jid ?? lid]
    )
  )

const jid = (number: string): string => `${number}@s.whatsapp.net`

test('each number finds its answer, whatever the order and whichever address stands in it', () => {
  assert.deepEqual(
    match(
      ['201001234567', '201007654321', '5521987654321'],
      [
        user({ jid: jid('552187654321') }, '+5521987654321'),
        user({ jid: '7@lid', pn_jid: jid('201007654321') }),
        user({ jid: jid('201001234567') }, undefined, '8@lid')
      ]
    ),
    {
      '201001234567': jid('201001234567'),
      '201007654321': jid('201007654321'),
      '5521987654321': jid('552187654321')
    }
  )
})

test('an answer that repeats no number is that of the number it can be written as, if there is only one', () => {
  assert.deepEqual(
    match(
      ['5521987654321', '525512345678', '541123456789'],
      [user({ jid: jid('5215512345678') }), user({ jid: jid('552187654321') })]
    ),
    { '5521987654321': jid('552187654321'), '525512345678': jid('5215512345678') }
  )
  // The same person by two ways to write the number, and nobody says which is meant.
  assert.deepEqual(
    match(['5521987654321', '5531987654321'], [user({ jid: jid('554187654321') })]),
    {}
  )
  assert.deepEqual(match(['201001234567'], [user({ jid: jid('4915112345678') })]), {})
  assert.deepEqual(match(['201001234567'], [user({ jid: jid('201001234567') }, '+999')]), {})
})

test('an answer without a list, and an error for everybody, are not taken for "nobody"', () => {
  assert.throws(() => readUsync(answer(null), ['contact']), /without a list/)
  assert.throws(() => readUsync({ tag: 'iq', attrs: {} }, ['contact']), /without a list/)
  const error = { tag: 'error', attrs: { code: '429', text: 'rate-overlimit', backoff: '70' } }
  const refused = answer([], [{ tag: 'contact', attrs: {}, content: [error] }])
  assert.throws(() => readUsync(refused, ['contact']), { code: '429', backoff_s: 70 })
  assert.deepEqual(readUsync(refused, ['lid']), [])
})
