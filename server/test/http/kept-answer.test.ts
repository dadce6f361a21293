import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { keptAnswer } from '../../src/http/kept-answer.ts'
import { time } from '../../src/schemas/time.ts'

const moment = '2026-11-07T09:14:03.120Z'

const cases: [string, z.ZodType, unknown, unknown][] = [
  ['moments stay text', z.object({ at: time }), { at: moment }, { at: moment }],
  [
    'what is not declared is left out',
    z.object({ a: z.string() }),
    { a: 'x', hash: 'y' },
    { a: 'x' }
  ],
  [
    'so it is within lists',
    z.object({ data: z.array(z.object({ a: z.string() })) }),
    { data: [{ a: 'x', hash: 'y' }] },
    { data: [{ a: 'x' }] }
  ],
  [
    'so it is in what may be null or missing',
    z.object({ a: z.object({ b: z.string() }).nullable().optional() }),
    { a: { b: 'x', hash: 'y' } },
    { a: { b: 'x' } }
  ],
  [
    'null stays null',
    z.object({ a: z.object({ b: z.string() }).nullable() }),
    { a: null },
    { a: null }
  ],
  [
    'what was not known yet stays out',
    z.object({ a: z.string(), b: z.string() }),
    { a: 'x' },
    { a: 'x' }
  ],
  [
    'open objects keep everything',
    z.looseObject({ a: z.string() }),
    { text: { body: 'x' }, a: 'x' },
    { a: 'x', text: { body: 'x' } }
  ],
  ['there may be no answer', z.undefined(), undefined, undefined]
]

for (const [what, schema, kept, sent] of cases) {
  test(`of a kept answer ${what}`, () => {
    assert.equal(JSON.stringify(keptAnswer(schema, kept)), JSON.stringify(sent))
  })
}

test('a kept answer of several content types goes out as it is', () => {
  const schema = { content: { 'image/png': { schema: z.any() } } }
  assert.deepEqual(keptAnswer(schema, { a: 1 }), { a: 1 })
})
