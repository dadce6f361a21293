import { z } from 'zod'
import { type EventType, event_types } from './events.ts'

export type JsonSchema = Record<string, unknown>

/** Moments are text outside. */
const options = {
  io: 'output',
  unrepresentable: 'any',
  override: ({ zodSchema, jsonSchema }) => {
    if (zodSchema._zod.def.type !== 'date') return
    jsonSchema.type = 'string'
    jsonSchema.format = 'date-time'
  }
} as const satisfies z.core.ToJSONSchemaParams

/** The JSON Schema of what comes with an event of this type. Consumers must bear members that are new to them, so it is open. */
export const dataSchemaOf = (type: EventType): JsonSchema => {
  const { $schema: _, $ref, $defs, ...inline } = z.toJSONSchema(event_types[type].data, options)
  const { [$ref?.split('/').at(-1) ?? '']: named, ...others } = $defs ?? {}
  const { id: _id, ...schema } = (named ?? inline) as JsonSchema
  return open(Object.keys(others).length > 0 ? { ...schema, $defs: others } : schema)
}

/** The same in draft 7, by the names of the schemas, whose references lead to `#/components/schemas`. */
export const namedDataSchemas = (
  type: EventType
): { name: string; schemas: Record<string, JsonSchema> } => {
  const { data } = event_types[type]
  const name = data.meta()?.id ?? `${type}.data`
  const {
    $schema: _,
    $ref,
    definitions = {},
    ...inline
  } = z.toJSONSchema(data, {
    ...options,
    target: 'draft-7'
  })
  const others = (definitions ?? {}) as Record<string, JsonSchema>
  const schemas = $ref === undefined ? { ...others, [name]: inline } : others
  return {
    name,
    schemas: Object.fromEntries(
      Object.entries(schemas).map(([of, { id: _id, ...schema }]) => [
        of,
        open(inComponents(schema))
      ])
    )
  }
}

const inComponents = <T>(schema: T): T =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/definitions/', '"#/components/schemas/')) as T

const open = <T>(node: T): T => {
  if (Array.isArray(node)) return node.map(open) as T
  if (typeof node !== 'object' || node === null) return node
  const kept = Object.entries(node).filter(
    ([name, value]) => name !== 'additionalProperties' || value !== false
  )
  return Object.fromEntries(kept.map(([name, value]) => [name, open(value)])) as T
}
