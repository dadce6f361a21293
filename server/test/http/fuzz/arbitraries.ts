import fc from 'fast-check'
import { type IdKind, id_prefixes, newId } from '../../../src/domain/ids.ts'
import { encodeCursor } from '../../../src/lib/page.ts'

export type JsonSchema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  $ref?: string
}

/** Texts that break parsers, databases, templates and look-ups. */
export const odd_text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\0',
    'a\0b',
    '\ud800',
    '\udfff\ud800',
    '%00',
    '%',
    '../..',
    "'; drop table users; --",
    '{{x}}'
  ),
  fc.constantFrom(
    '1e999',
    '-1',
    '9'.repeat(400),
    'NaN',
    '𝒜'.repeat(50),
    'constructor',
    '__proto__',
    'toString'
  ),
  fc.constantFrom('\u202e+20100', '\ufeff', '\u2028', 'x'.repeat(5_000), '١٢٣', 'null', '[]')
)

export const some_id = fc.constantFrom(
  ...(Object.keys(id_prefixes) as IdKind[]).map((kind) => newId(kind))
)

const some_time = fc.constantFrom(
  '2026-01-31T12:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '9999-12-31T23:59:59-14:00',
  '0001-01-01T00:00:00+23:59',
  '2026-02-30T12:00:00Z',
  '1969-12-31T23:59:59.999999999Z'
)

export const some_cursor = fc.oneof(
  fc
    .tuple(fc.oneof(odd_text, some_id), fc.constant(0))
    .map(([text]) => encodeCursor(text.toWellFormed())),
  fc.constantFrom('1.1', '999999999999999999.1', '1.999999999999999').map(encodeCursor),
  odd_text
)

export const odd_value = fc.oneof(
  odd_text,
  fc.constantFrom(null, true, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, 2 ** 31, -(2 ** 31) - 1),
  fc.array(odd_text, { maxLength: 3 }),
  fc.jsonValue({ maxDepth: 3 }),
  some_id,
  some_time
)

type Resolve = (ref: string) => JsonSchema

/** Values of the kind that a schema asks for, so that many get past the first check, and now and then one of another. */
export const almost = (schema: JsonSchema, resolve: Resolve): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: ofKind(schema, resolve) }, { weight: 1, arbitrary: odd_value })

const ofKind = (schema: JsonSchema, resolve: Resolve): fc.Arbitrary<unknown> => {
  if (schema.$ref !== undefined) return ofKind(resolve(schema.$ref), resolve)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const branches = schema.oneOf ?? schema.anyOf
  if (branches) return fc.oneof(...branches.map((branch) => almost(branch, resolve)))
  const type = [schema.type].flat()[0]
  if (type === 'object') {
    const fields = Object.entries(schema.properties ?? {})
    const values = fields.map(([name, field]) => [name, almost(field, resolve)] as const)
    return fc.record(Object.fromEntries(values), { requiredKeys: schema.required ?? [] })
  }
  if (type === 'array') return fc.array(almost(schema.items ?? {}, resolve), { maxLength: 3 })
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer' || type === 'number') return fc.integer()
  return fc.oneof(
    odd_text,
    some_id,
    some_time,
    fc.webUrl(),
    fc.constantFrom('+201001234567', 'a@b.example', 'text', '120363000000000000@g.us')
  )
}
