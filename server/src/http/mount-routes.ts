import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { AppError } from '../domain/errors.ts'
import type { Idempotency } from '../domain/idempotency.ts'
import { readTraceparent } from '../domain/message-trace.ts'
import type { Tenant } from '../domain/tenant.ts'
import { recordChange } from '../usecases/audit/write.ts'
import type { Context } from '../usecases/context.ts'
import type { Deps } from '../usecases/deps.ts'
import { answerOnce } from '../usecases/idempotency/answer-once.ts'
import { authenticate } from './authenticate.ts'
import { callerOf } from './caller.ts'
import { clientAddress } from './client-address.ts'
import { createCredentialWatch } from './credential-watch.ts'
import { honoursIdempotencyKey, readIdempotency } from './idempotency.ts'
import { keptAnswer } from './kept-answer.ts'
import { createLife, type Life } from './request-life.ts'
import type { Route, RouteRequest, RouteSchema } from './route.ts'
import { acceptBytes, acceptTexts } from './text-bodies.ts'
import { acceptUploads, openUpload } from './upload.ts'
import { assertStrict } from './validate.ts'

declare module 'fastify' {
  interface FastifyRequest {
    tenant: Tenant | undefined
  }
}

/** Adds the routes: credential first, then the checks of the input, then the handler. */
export const mountRoutes = (
  app: FastifyInstance,
  deps: Deps,
  routes: Route[],
  closing: AbortSignal
): void => {
  app.decorateRequest('tenant', undefined)
  const watch = createCredentialWatch()
  const mount = (scope: FastifyInstance, route: Route): void => {
    const { params, querystring, body } = route.schema
    for (const [part, schema] of Object.entries({ params, querystring, body })) {
      if (schema) assertStrict(`${route.method} ${route.url} ${part}`, schema)
    }
    const status = route.status ?? Number(Object.keys(route.schema.response)[0])
    scope.route({
      method: route.method,
      url: route.url,
      schema: fastifySchema(route),
      ...bodyLimit(route),
      config: { body_values_max: route.body_values_max, takes_files: route.takes_files },
      ...(!route.public && {
        onRequest: async (request: FastifyRequest) => {
          const sender = { headers: request.headers, ip: clientAddress(request) }
          const tenant = await authenticate(deps, sender, route, ({ api_key_id }) => {
            request.api_key_id = api_key_id
          })
          const { id } = request.params as { id?: string }
          if (tenant.session_id !== undefined && tenant.session_id !== id)
            throw new AppError('not_found')
          request.tenant = tenant
        }
      }),
      ...(route.admits && { preParsing: (request: FastifyRequest) => admit(route, request) }),
      handler: async (request, reply) => {
        const idempotency = honoursIdempotencyKey(route)
          ? readIdempotency(request, route)
          : undefined
        const life = createLife(deps, route, request, reply, closing, watch)
        const given = routeRequest(deps, route, request, idempotency, life)
        reply.code(status).header('cache-control', 'no-store')
        const result = await answer(deps, route, given, reply).catch((error: unknown) => {
          throw life.refusal() ?? error
        })
        // A stream tells by itself why it ends.
        if (!(result instanceof Readable)) life.throwRefusal()
        if (result === reply) return reply
        if (!idempotency?.replayed) return reply.send(result)
        reply.header('idempotent-replayed', 'true')
        const again = keptAnswer(route.schema.response[status], result)
        if (again === undefined) return reply.send()
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(again))
      }
    })
  }
  for (const route of routes)
    if (!route.takes_files && !route.takes_text && !route.takes_raw) mount(app, route)
  app.register(async (scope) => {
    acceptUploads(scope)
    for (const route of routes) if (route.takes_files) mount(scope, route)
  })
  app.register(async (scope) => {
    acceptTexts(scope)
    for (const route of routes) if (route.takes_text) mount(scope, route)
  })
  app.register(async (scope) => {
    acceptBytes(scope)
    for (const route of routes) if (route.takes_raw) mount(scope, route)
  })
}

/** After the request was counted, and before an answer is given that was kept. */
const admit = async (route: Route, { tenant }: FastifyRequest): Promise<void> => {
  if (tenant) await route.admits?.(tenant)
}

/** The answer of the handler, or the one that was kept for this key. What changed something is in the audit log then. */
const answer = async (
  deps: Deps,
  route: Route,
  request: RouteRequest<RouteSchema, boolean>,
  reply: FastifyReply
): Promise<unknown> => {
  const { idempotency, tenant, context } = request
  if (!context || !tenant) return route.handler(deps, request, reply)
  const once = async (): Promise<unknown> => {
    const result = await route.handler(deps, request, reply)
    await recordChange(deps, context, result)
    return result
  }
  if (!idempotency || route.idempotency === 'transactional') return once()
  return answerOnce(deps, tenant, idempotency, once)
}

/** Callers who are not known need no room. */
const public_body_bytes_max = 64 * 1024

const bodyLimit = (route: Route): { bodyLimit?: number } => {
  const most = route.body_bytes_max ?? (route.public ? public_body_bytes_max : undefined)
  return most === undefined ? {} : { bodyLimit: most }
}

const routeRequest = (
  deps: Deps,
  route: Route,
  request: FastifyRequest,
  idempotency: Idempotency | undefined,
  life: Life
): RouteRequest<RouteSchema, boolean> => ({
  id: request.id,
  tenant: request.tenant as Tenant,
  context: contextOf(deps, route, request, idempotency, life) as Context,
  params: request.params,
  query: request.query,
  body: request.body,
  headers: request.headers,
  ip: clientAddress(request),
  idempotency,
  upload: () => openUpload(request),
  get signal() {
    return life.signal()
  },
  get log() {
    return deps.log.child({ request_id: request.id })
  }
})

const contextOf = (
  deps: Deps,
  route: Route,
  request: FastifyRequest,
  idempotency: Idempotency | undefined,
  life: Life
): Context | undefined => {
  const { tenant } = request
  if (!tenant) return undefined
  const { id } = (request.params ?? {}) as { id?: string }
  return {
    tenant,
    traceparent: readTraceparent(request.headers['traceparent']),
    began_ms: deps.clock.now().getTime(),
    caller: callerOf({ ip: clientAddress(request), headers: request.headers }),
    idempotency: route.idempotency === 'transactional' ? idempotency : undefined,
    get signal() {
      return life.signal()
    },
    entry: {
      ...entryOf(route, tenant),
      target_id: id ?? null,
      is_written: false
    }
  }
}

/** Of an administrator who acts for a customer every change has an entry, whatever the route says. */
const entryOf = (
  { audit, method, url }: Route,
  { support }: Tenant
): Pick<Context['entry'], 'action' | 'details'> => {
  if (typeof audit === 'string') return { action: audit, details: {} }
  if (!support || method === 'GET') return { action: null, details: {} }
  return { action: 'support.acted', details: { call: `${method} ${url}` } }
}

const fastifySchema = (route: Route): FastifySchema => ({
  ...route.schema,
  operationId: route.operation_id,
  summary: route.summary,
  description: [
    route.description,
    route.scope &&
      `Scope: \`${route.scope}\`${route.personal ? ' (API keys; a person may, whatever their role)' : ''}.`,
    route.link_token && 'Takes the link token of the session too.',
    route.person && 'Takes the access token of a person; an API key is refused.',
    route.owner && 'Only owners of the account may.'
  ]
    .filter(Boolean)
    .join('\n\n'),
  tags: [...route.tags],
  ...(route.public && { security: [] }),
  ...(route.hidden && { hide: true })
})
