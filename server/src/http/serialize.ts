import type { FastifySerializerCompiler } from 'fastify/types/schema.js'
import { z } from 'zod'

/** Sends what the schema declares and nothing else. An answer that does not fit is a bug: 500, and the log says where. */
export const serializerCompiler: FastifySerializerCompiler<z.ZodType> = ({
  schema,
  method,
  url
}) => {
  return (data: unknown) => {
    const result = z.safeEncode(schema, data)
    if (!result.success) {
      throw new Error(`the answer of ${method} ${url} does not fit its schema`, {
        cause: result.error
      })
    }
    return JSON.stringify(result.data)
  }
}
