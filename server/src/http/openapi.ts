import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type ErrorCode, errors } from '../domain/errors.ts'
import { refusalsOf } from './answers.ts'
import { hasEventStream } from './asyncapi.ts'
import { honoursIdempotencyKey } from './idempotency.ts'
import { nameBodies } from './openapi-names.ts'
import type { Route } from './route.ts'

type Operation = {
  operationId?: string
  parameters?: { in: string }[]
  requestBody?: { required?: boolean; content: Record<string, object> }
  security?: unknown[]
  responses: Record<string, Answer>
}
type Answer = {
  description?: string | undefined
  headers?: object
  content?: Record<string, object>
}
type Document = { paths?: Record<string, Record<string, Operation>>; components?: Components }
type Components = { schemas?: Record<string, unknown>; headers?: Record<string, unknown> }

/** How the OpenAPI document is made from the routes. */
export const openapiOptions = (
  info: { title: string; description: string; version: string },
  routes: Route[]
): FastifyDynamicSwaggerOptions => ({
  openapi: {
    openapi: '3.1.0',
    info,
    ...(hasEventStream(routes) && { externalDocs: events_document }),
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
    describeAnswers(made as Document, routes)
    dropUnused(made as Document)
    nameBodies(made as Document)
    sortSchemas(made as Document)
    return made
  }
})

const events_document = {
  url: '/asyncapi.json',
  description: 'The events that webhooks and streams bring, as an AsyncAPI document.'
}

const describeAnswers = (document: Document, routes: Route[]): void => {
  document.components ??= {}
  document.components.schemas = { ...document.components.schemas, Problem: problem_schema }
  document.components.headers = headers
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    const operation = document.paths?.[path]?.[route.method.toLowerCase()]
    if (!operation) continue
    if (route.takes_files) addMultipart(operation)
    // The library calls every body required.
    else if (operation.requestBody && route.schema.body instanceof z.ZodOptional)
      operation.requestBody.required = false
    const keyed = honoursIdempotencyKey(route)
    if (keyed) addIdempotencyKey(operation)
    for (const answer of Object.values(operation.responses)) {
      if (answer.description === 'Default Response') answer.description = 'Success.'
      answer.headers = named('X-Request-Id', ...(keyed ? (['Idempotent-Replayed'] as const) : []))
    }
    for (const [status, codes] of refusalsOf(route)) {
      const own = operation.responses[status]
      const listed = codes.map((code) => `\`${code}\``).join(', ')
      operation.responses[status] = {
        description: `${own?.description ?? descriptions.get(status)} ${listed}.`,
        headers: { ...named('X-Request-Id'), ...(!own && headersOf(status, codes)) },
        content: { ...own?.content, ...problem_content }
      }
    }
  }
}

const addMultipart = ({ requestBody }: Operation): void => {
  if (!requestBody) return
  requestBody.content['multipart/form-data'] = {
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } }
    }
  }
}

const problem_content = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } }
}

const header = (description: string, type = 'string') => ({ description, schema: { type } })

const headers = {
  'X-Request-Id': header('The name of this request in the logs.'),
  'Idempotent-Replayed': header(
    '`true` when this is the first answer to the same Idempotency-Key.'
  ),
  'WWW-Authenticate': header('`Bearer`.'),
  'Retry-After': header('Seconds to wait before the call may work.', 'integer'),
  'RateLimit-Limit': header('Attempts in the time of the limit.', 'integer'),
  'RateLimit-Remaining': header('How many attempts are left.', 'integer'),
  'RateLimit-Policy': header('The limit and its time, as `number;w=seconds`.'),
  'RateLimit-Reset': header('Seconds until there are new attempts.', 'integer')
}

const named = (...names: (keyof typeof headers)[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))

const headersOf = (status: number, codes: ErrorCode[]): Record<string, unknown> => ({
  ...(status === 401 && named('WWW-Authenticate')),
  ...((status === 429 || status === 503 || status === 504) && named('Retry-After')),
  ...(codes.includes('rate_limited') &&
    named('RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Policy', 'RateLimit-Reset'))
})

/** The library adds every schema that has a name in this process, once for each direction. */
const dropUnused = (document: Document): void => {
  const all = document.components?.schemas ?? {}
  const used = new Set<string>()
  const follow = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(
      /"#\/components\/schemas\/([^"]+)"/g
    )) {
      if (used.has(name)) continue
      used.add(name)
      follow(all[name])
    }
  }
  follow(document.paths ?? {})
  const kept = Object.entries(all).filter(([name]) => used.has(name))
  document.components = { ...document.components, schemas: Object.fromEntries(kept) }
}

const sortSchemas = ({ components }: Document): void => {
  if (!components?.schemas) return
  const sorted = Object.entries(components.schemas).sort(([a], [b]) => (a < b ? -1 : 1))
  components.schemas = Object.fromEntries(sorted)
}

const addIdempotencyKey = (operation: Operation): void => {
  operation.parameters = [
    ...(operation.parameters ?? []),
    {
      in: 'header',
      name: 'Idempotency-Key',
      required: false,
      description:
        'Up to 255 visible ASCII characters. For 24 hours a repeated call with the same key and body gets the first answer again.',
      schema: { type: 'string', maxLength: 255 }
    } as { in: string }
  ]
}

const descriptions = new Map([
  [400, 'The body cannot be read.'],
  [401, 'No valid credential.'],
  [403, 'The caller may not do this, or the plan allows no more.'],
  [404, 'There is no such object, or it is not yours.'],
  [406, 'The requested content type is not available.'],
  [409, 'The call conflicts with the current state.'],
  [413, 'The body is too large.'],
  [408, 'The request did not arrive in time.'],
  [415, 'The body is not JSON.'],
  [416, 'The requested range lies outside the file.'],
  [422, 'A value is not valid.'],
  [429, 'Too many calls; see Retry-After.'],
  [503, 'Not available right now; see Retry-After.'],
  [504, 'WhatsApp has not answered in time; see Retry-After.']
])

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
  required: [
    'type',
    'title',
    'status',
    'detail',
    'code',
    'errors',
    'errors_total',
    'retryable',
    'request_id'
  ],
  properties: {
    type: { type: 'string', description: 'A stable address, one for each code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What you can do about it.' },
    code: { type: 'string', enum: Object.keys(errors) satisfies string[] as ErrorCode[] },
    errors: {
      type: 'array',
      description: 'The first twenty field errors.',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } }
      }
    },
    errors_total: { type: 'integer', description: 'How many values are not valid.' },
    retryable: { type: 'boolean', description: 'Whether the same call may work later.' },
    limit: { type: 'number', description: 'Of a limit of the subscription: what it is.' },
    used: { type: 'number', description: 'Of such a limit: how much of it is in use.' },
    reset: {
      type: ['string', 'null'],
      format: 'date-time',
      description: 'Of such a limit: when it is counted anew; null: never by itself.'
    },
    request_id: { type: 'string' }
  }
}
