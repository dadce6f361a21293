import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { type IdKind, id_prefixes, newId } from '../../src/domain/ids.ts'
import { scopes } from '../../src/domain/tenant.ts'
import type { Route } from '../../src/http/route.ts'
import { harness } from '../../testkit/app.ts'
import { all_routes } from '../../testkit/calls.ts'

const runs = Number(process.env['NONSENSE_RUNS'] ?? 12)

/** Texts that break parsers, databases and templates. */
const odd_text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '\0', 'a\0b', '\ud800', '%00', '../..', "'; drop table users; --", '{{x}}'),
  fc.constantFrom('1e999', '-1', '9'.repeat(400), 'NaN', '𝒜'.repeat(50), 'constructor', '__proto__')
)
const some_id = fc.constantFrom(
  ...(Object.keys(id_prefixes) as IdKind[]).map((kind) => newId(kind))
)

const odd_value = fc.oneof(
  odd_text,
  fc.constantFrom(null, true, 0, -1, 1.5, 1e308, 2 ** 53, 2 ** 31),
  fc.array(odd_text, { maxLength: 3 }),
  fc.jsonValue({ maxDepth: 3 }),
  some_id
)

type JsonSchema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
}

/** Values of the kind that a schema asks for, so that many get past the first check, and now and then one of another. */
const almost = (schema: JsonSchema): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: ofKind(schema) }, { weight: 1, arbitrary: odd_value })

const ofKind = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const branches = schema.oneOf ?? schema.anyOf
  if (branches) return fc.oneof(...branches.map(almost))
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {})
    return fc.record(Object.fromEntries(fields.map(([name, field]) => [name, almost(field)])), {
      requiredKeys: schema.required ?? []
    })
  }
  if (schema.type === 'array') return fc.array(almost(schema.items ?? {}), { maxLength: 3 })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer' || schema.type === 'number') return fc.integer()
  return fc.oneof(odd_text, some_id, fc.webUrl(), fc.constantFrom('+201001234567', 'a@b.example'))
}

const bodyFor = (schema: z.ZodType): fc.Arbitrary<unknown> =>
  almost(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema)

const path = (route: Route, id: string): string =>
  route.url.replace(/:\w+/g, encodeURIComponent(id.toWellFormed()))

test('no nonsense in path, query or body makes a route fail', async (t) => {
  const app = await harness(t)
  const caller = await app.withKey([...scopes], await app.seed.tenant({ role: 'admin' }))
  const failures: unknown[] = []
  app.deps.log.error = (about: object) => void failures.push(about)
  // Streams do not end by themselves.
  const routes = all_routes.filter(
    (route) => route.url.startsWith('/api/') && !route.url.endsWith('/stream')
  )
  for (const route of routes) {
    const { body, querystring } = route.schema
    const example = fc.record({
      id: fc.oneof(some_id, odd_text),
      body: body ? bodyFor(body) : fc.constant(undefined),
      query: fc.tuple(querystring ? keysOf(querystring) : odd_text, odd_text)
    })
    for (const { id, body: payload, query } of fc.sample(example, runs)) {
      const search = new URLSearchParams({ [query[0].toWellFormed()]: query[1].toWellFormed() })
      const url = `${path(route, id)}?${search}`
      const json = payload === undefined ? undefined : JSON.stringify(payload)
      const headers = { 'content-type': 'application/json' }
      const send = {
        GET: () => caller.get(url),
        POST: () => caller.post(url, json, headers),
        PUT: () => caller.put(url, json, headers),
        PATCH: () => caller.patch(url, json, headers),
        DELETE: () => caller.delete(url)
      }
      const answer = await send[route.method]()
      const what = `${route.method} ${url} ${json}: ${answer.body} ${String(failures.at(-1))}`
      assert.notEqual(answer.statusCode, 500, what)
    }
  }
  assert.deepEqual(failures, [])
})

const keysOf = (schema: z.ZodType): fc.Arbitrary<string> => {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const names = Object.keys(properties)
  return names.length > 0 ? fc.constantFrom(...names) : odd_text
}
