import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { type ErrorCode, errors } from '../domain/errors.ts'

type Operation = {
  parameters?: { in: string }[]
  requestBody?: unknown
  security?: unknown[]
  responses: Record<string, unknown>
}
type Document = { paths?: Record<string, Record<string, Operation>>; components?: Components }
type Components = { schemas?: Record<string, unknown> }

/** How the OpenAPI document is made from the routes. */
export const openapiOptions = (info: {
  title: string
  description: string
  version: string
}): FastifyDynamicSwaggerOptions => ({
  openapi: {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { api_key: [] }],
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An access token from login, or an API key (wak_…).'
        },
        api_key: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'An API key.' }
      }
    }
  },
  transform: createJsonSchemaTransform({ zodToJsonConfig: { unrepresentable: 'any' } }),
  transformObject: (document) => {
    const made = jsonSchemaTransformObject(document)
    addProblems(made as Document)
    return made
  }
})

const addProblems = (document: Document): void => {
  document.components ??= {}
  document.components.schemas = { ...document.components.schemas, Problem: problem_schema }
  for (const item of Object.values(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(item)) {
      if (typeof operation !== 'object' || !('responses' in operation)) continue
      // Other methods may be repeated anyway, and before a log-in there is nobody whose key it could be.
      if (method === 'post' && operation.security?.length !== 0) addIdempotencyKey(operation)
      for (const status of problemStatuses(method, operation)) {
        operation.responses[status] ??= {
          description: descriptions[status],
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } }
          }
        }
      }
    }
  }
}

const problemStatuses = (method: string, operation: Operation): number[] => {
  const is_public = operation.security?.length === 0
  const by_path = operation.parameters?.some((parameter) => parameter.in === 'path')
  const by_query = operation.parameters?.some((parameter) => parameter.in === 'query')
  const writes = method !== 'get'
  return [
    ...(is_public ? [] : [401, 403]),
    ...(by_path ? [404] : []),
    ...(writes ? [409] : []),
    ...(operation.requestBody ? [400, 413, 415] : []),
    ...(by_query || operation.requestBody ? [422] : []),
    429,
    503
  ]
}

const addIdempotencyKey = (operation: Operation): void => {
  operation.parameters = [
    ...(operation.parameters ?? []),
    {
      in: 'header',
      name: 'Idempotency-Key',
      required: false,
      description:
        'Up to 255 visible ASCII characters. A repeated call with the same key and body gets the first answer again for 24 hours.',
      schema: { type: 'string', maxLength: 255 }
    } as { in: string }
  ]
}

const descriptions: Record<number, string> = {
  400: 'The body is not valid JSON.',
  401: 'No valid credential.',
  403: 'The key lacks a scope, or the plan allows no more.',
  404: 'It does not exist, or it is not yours.',
  409: 'It conflicts with the present state.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'A value is not valid.',
  429: 'Too many requests; see Retry-After.',
  503: 'Not available right now; see Retry-After.'
}

/** Every code an answer can have, for people who read the page. */
const problemTable = (): string => {
  const rows = Object.entries(errors).map(
    ([code, { status, title, text }]) => `| \`${code}\` | ${status} | ${title}. ${text} |`
  )
  return ['| code | status | meaning |', '|---|---|---|', ...rows].join('\n')
}

const problem_schema = {
  type: 'object',
  description: `RFC 9457 problem details.\n\n${problemTable()}`,
  required: ['type', 'title', 'status', 'detail', 'code', 'errors', 'request_id'],
  properties: {
    type: { type: 'string', description: 'Stable, one for each code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What to do about it.' },
    code: { type: 'string', enum: Object.keys(errors) satisfies string[] as ErrorCode[] },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } }
      }
    },
    request_id: { type: 'string' }
  }
}
