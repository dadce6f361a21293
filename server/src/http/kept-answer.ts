import { z } from 'zod'
import type { ResponseSchema } from './route.ts'

/**
 * An answer that was kept as JSON, as it goes out again: what the schema declares, in its order. It is not held to the
 * schema, because another version may have kept it, whose answers lacked what this one adds.
 */
export const keptAnswer = (schema: ResponseSchema | undefined, kept: unknown): unknown =>
  schema instanceof z.ZodType ? cut(schema, kept) : kept

const cut = (schema: z.core.$ZodType, value: unknown): unknown => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return cut(schema.def.innerType, value)
  if (Array.isArray(value))
    return schema instanceof z.ZodArray ? value.map((one) => cut(schema.def.element, one)) : value
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return value
  const { shape, catchall } = schema.def
  const given = value as Record<string, unknown>
  const declared = Object.entries(shape)
    .filter(([name]) => Object.hasOwn(given, name))
    .map(([name, member]) => [name, cut(member, given[name])])
  const others = catchall
    ? Object.entries(given).filter(([name]) => !Object.hasOwn(shape, name))
    : []
  return Object.fromEntries([...declared, ...others])
}
