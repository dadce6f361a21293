import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { AppError } from '../../src/domain/errors.ts'
import { assertStrict, checkItem } from '../../src/http/validate.ts'

const fieldsOf = (schema: z.ZodType, item: unknown): [string, string][] => {
  const answer = checkItem(schema, item)
  return answer instanceof AppError ? answer.fields.map(({ path, message }) => [path, message]) : []
}

test('what is wrong is said of each field, in a sentence that says what it must be', () => {
  const schema = z.strictObject({
    name: z.string().min(1).max(5).optional(),
    code: z.string().min(3).optional(),
    count: z.int().min(1).max(9).optional(),
    kind: z.enum(['a', 'b']).optional(),
    list: z.array(z.int()).min(1).max(2).optional(),
    mail: z.email().optional(),
    at: z.iso.datetime().optional(),
    deep: z.strictObject({ down: z.boolean() }).optional()
  })
  const rows: [string, unknown, [string, string][]][] = [
    ['nothing is wrong', { name: 'Ann', count: 1 }, []],
    ['no object', 'text', [['', 'Must be an object.']]],
    ['null', null, [['', 'Must be an object.']]],
    ['nothing', undefined, [['', 'Is required.']]],
    ['an unknown field', { nam: 1 }, [['nam', 'There is no such field.']]],
    [
      'two of them',
      { x: 1, y: 2 },
      [
        ['x', 'There is no such field.'],
        ['y', 'There is no such field.']
      ]
    ],
    [
      'an unknown field further down',
      { deep: { down: true, up: 1 } },
      [['deep.up', 'There is no such field.']]
    ],
    ['a missing field further down', { deep: {} }, [['deep.down', 'Is required.']]],
    ['empty', { name: '' }, [['name', 'Must not be empty.']]],
    ['too short', { code: 'ab' }, [['code', 'Must have at least 3 characters.']]],
    ['too long', { name: 'abcdef' }, [['name', 'Must have at most 5 characters.']]],
    ['too small', { count: 0 }, [['count', 'Must be at least 1.']]],
    ['too large', { count: 10 }, [['count', 'Must be at most 9.']]],
    ['no whole number', { count: 1.5 }, [['count', 'Must be a whole number.']]],
    ['a number as text', { count: '1' }, [['count', 'Must be a number.']]],
    ['none of a list', { kind: 'c' }, [['kind', 'Must be one of: a, b.']]],
    ['no entries', { list: [] }, [['list', 'Must have at least 1 entries.']]],
    ['too many entries', { list: [1, 2, 3] }, [['list', 'Must have at most 2 entries.']]],
    ['a wrong entry', { list: [1, 'x'] }, [['list.1', 'Must be a number.']]],
    ['no address', { mail: 'a@' }, [['mail', 'Must be an e-mail address.']]],
    [
      'no time',
      { at: 'noon' },
      [['at', 'Must be a time in RFC 3339 form, such as 2026-01-31T12:00:00Z.']]
    ]
  ]
  for (const [title, item, expected] of rows)
    assert.deepEqual(fieldsOf(schema, item), expected, title)
})

test('what JSON can say and the database cannot keep is refused at its place', () => {
  const text = 'Contains a character that cannot be stored.'
  const name = 'Contains a name that cannot be stored.'
  const rows: [string, unknown, [string, string][]][] = [
    ['NUL', { a: 'x\0' }, [['a', text]]],
    ['half of a character', { a: { b: ['ok', '\ud83d'] } }, [['a.b.1', text]]],
    ['the other half', '\ude00', [['', text]]],
    ['a whole one', { a: '😀' }, []],
    ['in a name', { 'x\0': 1 }, [['', name]]],
    ['in a name further down', { a: { 'x\ud83d': 1 } }, [['a', name]]]
  ]
  for (const [title, item, expected] of rows)
    assert.deepEqual(fieldsOf(z.unknown(), item), expected, title)
  const many = Array.from({ length: 1_000 }, () => '\0')
  const found = fieldsOf(z.unknown(), many).length
  assert.ok(found >= 20 && found < 1_000, `${found} are told, not all`)
})

test('what is nested without end is refused before anybody walks through it', () => {
  let deep: unknown = 1
  for (let level = 0; level < 100_000; level++) deep = [deep]
  assert.deepEqual(fieldsOf(z.unknown(), deep), [['', 'Is nested too deeply.']])
})

test('a schema that lets unknown fields pass is found, wherever in it that is', () => {
  const strict = z.strictObject({ a: z.strictObject({ b: z.string() }) })
  assert.doesNotThrow(() => assertStrict('POST /x', strict))
  const loose = [
    z.object({ a: z.string() }),
    z.strictObject({ a: z.object({ b: z.string() }) }),
    z.strictObject({ a: z.array(z.looseObject({ b: z.string() })) }),
    z.union([strict, z.object({ c: z.string() })])
  ]
  for (const schema of loose)
    assert.throws(() => assertStrict('POST /x', schema), /^Error: POST \/x.* takes unknown fields/)
})
