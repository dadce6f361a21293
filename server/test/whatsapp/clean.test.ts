import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clean, identifier } from '../../src/whatsapp/clean.ts'
import type { EngineEvent } from '../../src/whatsapp/contract.ts'
import { harness } from '../../testkit/app.ts'

const odd_text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '\0',
    'a\0b',
    '\ud800',
    '\udfff\ud800',
    '\u202e',
    '\\u0000',
    '9'.repeat(9_000)
  ),
  fc.constantFrom('x'.repeat(70_000), '𝒜'.repeat(40_000), `${'x'.repeat(1_023)}𝒜`)
)
const odd_time = fc.oneof(
  fc.date({ noInvalidDate: false }),
  fc.constantFrom(new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15), new Date(-1))
)
/** Whatever shape facts will have: the members that are found again by name, and others. */
const odd_fact = fc.record({
  type: odd_text,
  whatsapp_id: odd_text,
  chat_id: odd_text,
  whatsapp_ids: fc.array(odd_text, { maxLength: 5 }),
  push_name: fc.option(odd_text),
  at: odd_time,
  number: fc.double(),
  content: fc.record({ type: odd_text, text: fc.record({ body: odd_text }) }),
  anything: fc.jsonValue()
})

test('whatever WhatsApp may say, what is made of it can be kept in the database', async (t) => {
  const app = await harness(t)
  await fc.assert(
    fc.asyncProperty(odd_fact, async (fact) => {
      const { at, whatsapp_id, chat_id, whatsapp_ids, ...rest } = clean(fact)
      const ids = [whatsapp_id, chat_id, ...whatsapp_ids]
      const [row] = await app.owner.query<{ at: Date; ids: string[] }>(
        'select $1::timestamptz as at, $2::text[] as ids, $3::jsonb as rest',
        [at, ids, JSON.stringify(rest)]
      )
      assert.deepEqual(row?.at, at)
      assert.deepEqual(row?.ids, ids)
      // The longest that an index can hold is 2,704 bytes, for all columns together.
      for (const id of ids) assert.ok(Buffer.byteLength(id) <= 600)
      assert.ok(at.getTime() <= Date.now() + 86_400_000 && at.getUTCFullYear() >= 2009)
    }),
    { numRuns: 200 }
  )
})

test('what is sound passes unchanged', () => {
  const fact: EngineEvent = {
    type: 'message',
    whatsapp_id: '3EB0A1B2C3',
    chat_id: '201001234567@s.whatsapp.net',
    sender_id: '201001234567@s.whatsapp.net',
    from_me: false,
    push_name: 'أحمد 😀',
    at: new Date('2026-11-27T20:00:00Z'),
    content: { type: 'text', text: { body: 'مرحبا\n👩‍👩‍👧' } },
    quote: null,
    forwarding_score: 0,
    disappearing_seconds: null,
    secret: Buffer.alloc(32, 1)
  }
  assert.deepEqual(clean(fact), fact)
})

test('two ids that cannot be kept as they are stay two, and each stays the same', () => {
  const odd = ['a\0', 'a\ufffd', 'a\ud800', 'a\ud801', 'x'.repeat(300), 'x'.repeat(301)]
  assert.equal(new Set(odd.map(identifier)).size, odd.length)
  for (const id of odd) assert.equal(identifier(id), identifier(id))
})
