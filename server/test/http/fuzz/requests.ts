import fc from 'fast-check'
import {
  almost,
  type JsonSchema,
  odd_text,
  odd_value,
  some_cursor,
  some_id
} from './arbitraries.ts'

export type FuzzRequest = {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer | null
}

type Parameter = { in: string; name: string; schema?: JsonSchema }
type Operation = {
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
}
export type OpenApi = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, JsonSchema> }
}

/** What the caller has, to get past the first look-ups. */
export type Known = { ids: string[]; credentials: Record<string, string>[] }

/** Requests that are almost right, for every operation of the document, and some that are for none. */
export const requestsOf = (document: OpenApi, known: Known): fc.Arbitrary<FuzzRequest> => {
  const resolve = (ref: string): JsonSchema =>
    document.components.schemas[ref.split('/').at(-1) ?? ''] ?? {}
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      // Streams do not end by themselves.
      /\/stream$|\{id\}\/events$/.test(path)
        ? []
        : [{ path, method: method.toUpperCase(), operation }]
    )
  )
  const id = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known.ids) },
    { weight: 3, arbitrary: some_id },
    { weight: 1, arbitrary: odd_text }
  )
  return fc.constantFrom(...operations).chain(({ path, method, operation }) => {
    const schema = operation.requestBody?.content['application/json']?.schema
    return fc
      .record({
        ids: fc.array(id, { minLength: 2, maxLength: 2 }),
        query: queryOf(operation),
        headers: headersOf(known),
        body: schema
          ? bodyOf(schema, resolve, known)
          : fc.option(rawBody(fc.constant({})), { freq: 5 }),
        method: fc.oneof(
          { weight: 20, arbitrary: fc.constant(method) },
          {
            weight: 1,
            arbitrary: fc.constantFrom(
              'GET',
              'POST',
              'PUT',
              'PATCH',
              'DELETE',
              'OPTIONS',
              'HEAD',
              'PROPFIND'
            )
          }
        ),
        noise: fc.oneof(
          { weight: 30, arbitrary: fc.constant('') },
          { weight: 1, arbitrary: fc.constantFrom('/', '//', '/..', '%2f', '%', '%ff', ';x', '/x') }
        )
      })
      .map(({ ids, query, headers, body, method: used, noise }) => {
        let place = 0
        const filled = path.replace(/\{\w+\}/g, () => encode(ids[place++] ?? ''))
        return {
          method: used,
          path: `${filled}${noise}${query}`,
          headers: body ? { 'content-type': 'application/json', ...headers } : headers,
          body: used === 'GET' || used === 'HEAD' ? null : body
        }
      })
  })
}

/** As an address: what cannot stand in it raw is escaped, half a surrogate pair as UTF-8 would have it. */
const encode = (text: string): string =>
  [...Buffer.from(text.toWellFormed())]
    .map((byte) =>
      /[\w.~-]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).padStart(2, '0')}`
    )
    .join('')

const queryOf = (operation: Operation): fc.Arbitrary<string> => {
  const names = (operation.parameters ?? []).filter((one) => one.in === 'query')
  const pair = (name: fc.Arbitrary<string>) =>
    fc
      .tuple(
        name,
        fc.oneof(
          odd_text,
          some_cursor,
          some_id,
          fc.constantFrom('1', '100', '101', '1e3', '0x10', '-1', '2026-01-01T00:00:00Z')
        )
      )
      .map(([key, value]) => `${encode(key)}=${encode(value)}`)
  const known =
    names.length > 0 ? pair(fc.constantFrom(...names.map((one) => one.name))) : pair(odd_text)
  return fc
    .array(fc.oneof({ weight: 8, arbitrary: known }, { weight: 1, arbitrary: pair(odd_text) }), {
      maxLength: 3
    })
    .map((pairs) => (pairs.length > 0 ? `?${pairs.join('&')}` : ''))
}

const printable = odd_text.map((text) =>
  text
    .replace(/[^\x20-\x7e]/g, '?')
    .trim()
    .slice(0, 2_000)
)

const headersOf = (known: Known): fc.Arbitrary<Record<string, string>> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 15, arbitrary: fc.constantFrom(...known.credentials) },
        {
          weight: 1,
          arbitrary: fc.oneof(
            printable.map((text) => ({ authorization: `Bearer ${text}` })),
            printable.map((text) => ({ 'x-api-key': text })),
            fc.constant({})
          )
        }
      ),
      fc.oneof(
        { weight: 6, arbitrary: fc.constant({}) },
        {
          weight: 1,
          arbitrary: fc.oneof(
            printable.map((text) => ({ 'idempotency-key': text })),
            fc.constantFrom('a', 'b', 'c').map((key) => ({ 'idempotency-key': key })),
            printable.map((text) => ({ 'x-forwarded-for': text })),
            fc
              .constantFrom(
                '1.2.3.4:5',
                '[::1]:9',
                'fe80::1%x',
                '::ffff:1.2.3.4',
                'unknown, 1.2.3.4'
              )
              .map((text) => ({ 'x-forwarded-for': text })),
            printable.map((text) => ({ accept: text })),
            printable.map((text) => ({ 'user-agent': text })),
            printable.map((text) => ({ 'x-request-id': text })),
            fc
              .constantFrom(
                'text/csv',
                'application/json; charset=utf-16',
                'application/json;;',
                '*/*',
                'multipart/form-data'
              )
              .map((text) => ({ 'content-type': text })),
            fc.constantFrom('gzip', 'br', 'x').map((text) => ({ 'content-encoding': text })),
            fc.constantFrom('https://x.example', 'null').map((text) => ({ origin: text }))
          )
        }
      )
    )
    .map(([credential, more]) => ({ ...credential, ...more }) as Record<string, string>)

const bodyOf = (
  schema: JsonSchema,
  resolve: (ref: string) => JsonSchema,
  known: Known
): fc.Arbitrary<Buffer | null> => {
  const value = almost(schema, resolve)
  // An id that exists, in the field where one belongs.
  const real = value.map((one) => withIds(one, known))
  return fc.oneof({ weight: 3, arbitrary: rawBody(real) }, { weight: 1, arbitrary: rawBody(value) })
}

const withIds = (value: unknown, { ids }: Known): unknown => {
  if (typeof value !== 'object' || value === null || !('session_id' in value)) return value
  return { ...value, session_id: ids.find((id) => id.startsWith('ses_')) }
}

/** JSON as it should be, now and then damaged on its way. */
const rawBody = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer | null> =>
  fc.oneof(
    { weight: 14, arbitrary: value.map((one) => Buffer.from(JSON.stringify(one) ?? '')) },
    { weight: 1, arbitrary: odd_value.map((one) => Buffer.from(JSON.stringify(one) ?? '')) },
    {
      weight: 1,
      arbitrary: fc.tuple(value, fc.nat(), fc.nat(255)).map(([one, at, byte]) => {
        const bytes = Buffer.from(JSON.stringify(one) ?? 'null')
        bytes[at % bytes.length] = byte
        return bytes
      })
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        Buffer.from(`{"a":${'['.repeat(50_000)}`),
        Buffer.from(`[${'1,'.repeat(200_000)}1]`),
        Buffer.from(`{${Array.from({ length: 15_000 }, (_, index) => `"f${index}":0`).join(',')}}`),
        Buffer.from(`{"${'n'.repeat(900_000)}":1}`),
        Buffer.from(`"${'\\"'.repeat(400_000)}`),
        Buffer.from('{"a":1}', 'utf16le'),
        Buffer.from('\ufeff{}'),
        Buffer.alloc(1_100_000, 0x20),
        Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])
      )
    }
  )
