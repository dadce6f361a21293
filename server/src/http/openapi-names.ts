import { isDeepStrictEqual } from 'node:util'

type Schema = {
  $ref?: string
  properties?: { data?: { items?: Schema }; next_cursor?: unknown }
  [word: string]: unknown
}
type Content = Record<string, { schema?: Schema }>
type Operation = {
  operationId?: string
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
}
type Schemas = Record<string, unknown>
type Document = {
  paths?: Record<string, Record<string, Operation>>
  components?: { schemas?: Schemas }
}

const json = 'application/json'
const address = '#/components/schemas/'

/**
 * Gives every JSON body a name, which generated clients make their types of: what is sent is named for its operation
 * (`sendMessage` takes a `SendMessage`), a page for what is on it (`SessionPage`), another answer for its operation too.
 * Nothing unused may be among the schemas.
 */
export const nameBodies = (document: Document): void => {
  const schemas = document.components?.schemas ?? {}
  dropSuffix(document, schemas)
  const operations = Object.values(document.paths ?? {}).flatMap((methods) =>
    Object.values(methods)
  )
  for (const operation of operations) {
    const name = capitalized(operation.operationId ?? '')
    nameBody(schemas, operation.requestBody?.content[json], () => name)
    for (const [status, { content }] of Object.entries(operation.responses)) {
      if (Number(status) < 300)
        nameBody(schemas, content?.[json], (body) => pageName(body) ?? `${name}Answer`)
    }
  }
}

/** The library calls what is sent `…Input`, even where nothing of that name is answered, or just the same. */
const dropSuffix = (document: Document, schemas: Schemas): void => {
  const renamed = new Map<string, string>()
  for (const name of Object.keys(schemas).filter((one) => one.endsWith('Input'))) {
    const plain = name.slice(0, -'Input'.length)
    if (Object.hasOwn(schemas, plain) && !isDeepStrictEqual(schemas[plain], schemas[name])) continue
    schemas[plain] = schemas[name]
    delete schemas[name]
    renamed.set(`${address}${name}`, `${address}${plain}`)
  }
  follow(document, (schema) => {
    schema.$ref = renamed.get(schema.$ref) ?? schema.$ref
  })
}

/** Shows every reference below a value to `visit`. */
const follow = (value: unknown, visit: (schema: { $ref: string }) => void): void => {
  if (typeof value !== 'object' || value === null) return
  if ('$ref' in value && typeof value.$ref === 'string') visit(value as { $ref: string })
  for (const part of Object.values(value)) follow(part, visit)
}

const nameBody = (
  schemas: Schemas,
  body: { schema?: Schema } | undefined,
  nameOf: (schema: Schema) => string
): void => {
  const { schema } = body ?? {}
  if (!body || schema?.type !== 'object') return
  const name = nameOf(schema)
  const taken = schemas[name]
  if (taken !== undefined && !isDeepStrictEqual(taken, schema))
    throw new Error(`two schemas are called ${name}`)
  schemas[name] = schema
  body.schema = { $ref: `${address}${name}` }
}

const pageName = ({ properties }: Schema): string | undefined => {
  const { data, next_cursor, ...others } = properties ?? {}
  const item = data?.items?.$ref
  if (item === undefined || !next_cursor || Object.keys(others).length > 0) return undefined
  return `${item.slice(address.length)}Page`
}

const capitalized = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`
