/**
 * What a document promises, one fact for each thing that a client may rely on: `subject word value`. Schemas count by their names,
 * because generated clients make types of them. What is sent begins with `>`, what is answered or told with `<`.
 */
export type Fact = { subject: string; word: Word; value: string }

export type Word =
  | 'offers'
  | 'accepts'
  | 'needs'
  | 'at_most'
  | 'at_least'
  | 'is'
  | 'has'
  | 'may_have'

export type Schema = {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  maxLength?: number
  minLength?: number
  maximum?: number
  minimum?: number
  maxItems?: number
  minItems?: number
}
type Content = Record<string, { schema?: Schema }>
type Parameter = { name: string; in: string; required?: boolean; schema: Schema }
type Operation = {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { content?: Content }>
}
export type Document = {
  paths?: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema>; messages?: Record<string, { payload: Schema }> }
}

type Direction = '>' | '<'

/** The facts of an OpenAPI or AsyncAPI document, sorted. */
export const factsOf = (document: Document): Fact[] => {
  const facts = new Map<string, Fact>()
  const schemas = document.components?.schemas ?? {}
  const walked = new Set<string>()
  const put = (subject: string, word: Word, value: unknown): void => {
    const fact = { subject, word, value: String(value) }
    facts.set(lineOf(fact), fact)
  }
  const walk = (subject: string, schema: Schema, direction: Direction): void => {
    const type_word = direction === '>' ? 'accepts' : 'is'
    const variants = schema.anyOf ?? schema.oneOf
    if (variants) {
      for (const variant of variants) walk(`${subject}${labelOf(variant)}`, variant, direction)
    } else if (schema.$ref) {
      const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)
      put(subject, type_word, name)
      const own = `${direction} ${name}`
      if (walked.has(own)) return
      walked.add(own)
      walk(own, schemas[name] ?? {}, direction)
    } else {
      for (const type of typesOf(schema, direction)) put(subject, type_word, type)
      if (direction === '>') putBounds(subject, schema, put)
      walkParts(subject, schema, direction)
    }
  }
  const walkParts = (subject: string, schema: Schema, direction: Direction): void => {
    for (const [name, part] of Object.entries(schema.properties ?? {})) {
      const always = schema.required?.includes(name) ?? false
      if (direction === '<') put(subject, always ? 'has' : 'may_have', name)
      else if (always) put(subject, 'needs', name)
      walk(`${subject}.${name}`, part, direction)
    }
    if (schema.items) walk(`${subject}[]`, schema.items, direction)
    if (typeof schema.additionalProperties === 'object')
      walk(`${subject}.*`, schema.additionalProperties, direction)
  }
  const walkOperation = (operation: Operation, address: string): void => {
    const { operationId: id, parameters = [], requestBody, responses } = operation
    put(id, 'offers', address)
    for (const { name, required, schema } of parameters) {
      if (required) put(`> ${id}`, 'needs', name)
      walk(`> ${id}.${name}`, schema, '>')
    }
    for (const [type, { schema = {} }] of Object.entries(requestBody?.content ?? {}))
      walk(`> ${id} ${type}`, schema, '>')
    if (requestBody?.required) put(`> ${id}`, 'needs', 'body')
    for (const [status, { content = {} }] of Object.entries(responses)) {
      if (Number(status) >= 300) continue
      put(id, 'offers', status)
      for (const [type, { schema = {} }] of Object.entries(content))
        walk(`< ${id} ${status} ${type}`, schema, '<')
    }
  }
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods))
      walkOperation(operation, `${method.toUpperCase()} ${path}`)
  }
  for (const [name, { payload }] of Object.entries(document.components?.messages ?? {})) {
    put(name, 'offers', 'event')
    walk(`< ${name}`, payload, '<')
  }
  return [...facts.keys()].sort().flatMap((line) => facts.get(line) ?? [])
}

/** A variant that is told apart by a constant, one that has to be there before any other, has facts of its own; others share those of the place. */
const labelOf = ({ properties = {}, required = [] }: Schema): string => {
  const [kind] = [...required, ...Object.keys(properties)].flatMap((name) => {
    const { const: constant, enum: values } = properties[name] ?? {}
    return constant === undefined ? (values?.length === 1 ? values : []) : [constant]
  })
  return kind === undefined ? '' : `{${kind}}`
}

/** Each value of a list is a fact where it is sent; where it is answered a new one may come at any time. */
const typesOf = (schema: Schema, direction: Direction): string[] => {
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if (values && direction === '>') return values.map((value) => JSON.stringify(value))
  return [schema.type ?? (values ? 'string' : 'anything')].flat()
}

const putBounds = (
  subject: string,
  schema: Schema,
  put: (subject: string, word: Word, value: number) => void
): void => {
  const { maxLength, maximum, maxItems, minLength, minimum, minItems } = schema
  const most = maxLength ?? maximum ?? maxItems
  const least = minLength ?? minimum ?? minItems
  if (most !== undefined) put(subject, 'at_most', most)
  if (least !== undefined) put(subject, 'at_least', least)
}

export const lineOf = ({ subject, word, value }: Fact): string => `${subject} ${word} ${value}`

/** The inverse of `lineOf`. */
export const factOf = (line: string): Fact => {
  const [, subject, word, value] =
    /^(.*?) (offers|accepts|needs|at_most|at_least|is|has|may_have) (.*)$/.exec(line) ?? []
  if (subject === undefined || value === undefined) throw new Error(`not a fact: ${line}`)
  return { subject, word: word as Word, value }
}
