import type { FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'
import { AppError, type FieldError } from '../domain/errors.ts'
import { depth_max } from './body.ts'

/** Checks each part of a request with its Zod schema. A path id in the wrong shape is an id that nobody has. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (data: unknown) => {
    const fields = item_wise.has(schema) ? [] : unstorable(data)
    if (fields.length === 0) {
      const result = schema.safeParse(data ?? undefined, { reportInput: true })
      if (result.success) return { value: result.data }
      fields.push(...result.error.issues.flatMap(fieldErrors))
    }
    if (httpPart === 'params') return { error: new AppError('not_found', { fields }) }
    if (httpPart === 'body' && data == null)
      fields[0] = { path: '', message: 'A JSON body is required.' }
    return { error: new AppError('validation_failed', {}, { fields }) }
  }
}

const item_wise = new WeakSet<z.ZodType>()

/** Marks a body whose entries the route checks one by one with `checkItem`. */
export const itemwise = <S extends z.ZodType>(schema: S): S => {
  item_wise.add(schema)
  return schema
}

/** One entry of such a body, or why it is refused. */
export const checkItem = <S extends z.ZodType>(
  schema: S,
  item: unknown
): z.output<S> | AppError => {
  const fields = unstorable(item)
  if (fields.length > 0) return new AppError('validation_failed', {}, { fields })
  const result = schema.safeParse(item, { reportInput: true })
  if (result.success) return result.data
  return new AppError('validation_failed', {}, { fields: result.error.issues.flatMap(fieldErrors) })
}

/** Throws when an input schema lets unknown fields pass. */
export const assertStrict = (where: string, schema: z.ZodType): void => {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  walk(json, where)
}

const walk = (node: unknown, where: string): void => {
  if (typeof node !== 'object' || node === null) return
  const { properties, additionalProperties } = node as Record<string, unknown>
  if (properties !== undefined && additionalProperties !== false) {
    throw new Error(`${where} takes unknown fields: use z.strictObject`)
  }
  for (const [name, child] of Object.entries(node)) walk(child, `${where}.${name}`)
}

/** What JSON allows and PostgreSQL cannot keep: NUL, half of a surrogate pair. And what nobody sends in good faith: depth. */
const unstorable = (data: unknown): FieldError[] => {
  const found: FieldError[] = []
  const open: { value: unknown; path: string; depth: number }[] = [
    { value: data, path: '', depth: 0 }
  ]
  for (let next = open.pop(); next && found.length < 20; next = open.pop()) {
    const { value, path, depth } = next
    if (typeof value === 'string') {
      if (!isStorable(value))
        found.push({ path, message: 'Contains a character that cannot be stored.' })
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= depth_max) return [{ path: '', message: 'Is nested too deeply.' }]
      for (const [name, child] of Object.entries(value)) {
        if (!isStorable(name))
          found.push({ path, message: 'Contains a name that cannot be stored.' })
        open.push({ value: child, path: path ? `${path}.${name}` : name, depth: depth + 1 })
      }
    }
  }
  return found
}

const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

type Issue = z.core.$ZodIssue

const fieldErrors = (issue: Issue): FieldError[] => {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      path: path ? `${path}.${name}` : name,
      message: 'There is no such field.'
    }))
  }
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return [{ path, message: `Must be one of: ${issue.options.map(String).join(', ')}.` }]
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The branch that understood most of the value says best what is wrong with it.
    const [best] = issue.errors.toSorted((a, b) => a.length - b.length)
    return (best ?? []).flatMap((inner) =>
      fieldErrors({ ...inner, path: [...issue.path, ...inner.path] })
    )
  }
  return [{ path, message: sentence(issue) }]
}

const sentence = (issue: Issue): string => {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return 'Is required.'
    return `Must be ${article(issue.expected)}.`
  }
  if (issue.code === 'invalid_value')
    return `Must be one of: ${issue.values.map(String).join(', ')}.`
  if (issue.code === 'too_small') return bound(issue.origin, Number(issue.minimum), 'at least')
  if (issue.code === 'too_big') return bound(issue.origin, Number(issue.maximum), 'at most')
  if (issue.code === 'invalid_format' && formats.has(issue.format)) {
    return `Must be ${formats.get(issue.format)}.`
  }
  if (issue.code === 'invalid_format' && issue.message.startsWith('Invalid ')) {
    return 'Has the wrong form.'
  }
  return issue.message.endsWith('.') ? issue.message : `${issue.message}.`
}

const formats = new Map<string, string>([
  ['email', 'an e-mail address'],
  ['url', 'a URL'],
  ['datetime', 'a time in RFC 3339 form, such as 2026-01-31T12:00:00Z'],
  ['date', 'a date such as 2026-01-31']
])

const article = (kind: string): string => {
  if (kind === 'int') return 'a whole number'
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`
}

const bound = (origin: string, size: number, words: string): string => {
  if (origin === 'string') {
    if (size === 1 && words === 'at least') return 'Must not be empty.'
    return `Must have ${words} ${size} characters.`
  }
  if (origin === 'array' || origin === 'set') return `Must have ${words} ${size} entries.`
  return `Must be ${words} ${size}.`
}
