import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { Idempotency } from '../domain/idempotency.ts'
import type { Tenant } from '../domain/tenant.ts'
import type { Deps } from '../usecases/deps.ts'
import { answerOnce } from '../usecases/idempotency/answer-once.ts'
import { authenticate } from './authenticate.ts'
import { clientAddress } from './client-address.ts'
import { honoursIdempotencyKey, readIdempotency } from './idempotency.ts'
import type { Route, RouteRequest, RouteSchema } from './route.ts'
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
  for (const route of routes) {
    const { params, querystring, body } = route.schema
    for (const [part, schema] of Object.entries({ params, querystring, body })) {
      if (schema) assertStrict(`${route.method} ${route.url} ${part}`, schema)
    }
    const status = route.status ?? Number(Object.keys(route.schema.response)[0])
    app.route({
      method: route.method,
      url: route.url,
      schema: fastifySchema(route),
      ...(route.body_bytes_max !== undefined && { bodyLimit: route.body_bytes_max }),
      config: { body_values_max: route.body_values_max },
      ...(!route.public && {
        onRequest: async (request: FastifyRequest) => {
          request.tenant = await authenticate(deps, request.headers, route)
        }
      }),
      handler: async (request, reply) => {
        const idempotency = honoursIdempotencyKey(route) ? readIdempotency(request) : undefined
        const given = routeRequest(deps, request, reply, idempotency, closing)
        reply.code(status).header('cache-control', 'no-store')
        const result = await answer(deps, route, given, reply)
        if (idempotency?.replayed) reply.header('idempotent-replayed', 'true')
        if (result === reply) return reply
        return reply.send(result)
      }
    })
  }
}

/** The answer of the handler, or the one that was kept for this key. */
const answer = async (
  deps: Deps,
  route: Route,
  request: RouteRequest<RouteSchema, boolean>,
  reply: FastifyReply
): Promise<unknown> => {
  const { idempotency, tenant } = request
  if (!idempotency || !tenant || route.idempotency === 'transactional') {
    return route.handler(deps, request, reply)
  }
  return answerOnce(deps, tenant, idempotency, async () => route.handler(deps, request, reply))
}

const routeRequest = (
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  idempotency: Idempotency | undefined,
  closing: AbortSignal
): RouteRequest<RouteSchema, boolean> => ({
  id: request.id,
  tenant: request.tenant as Tenant,
  params: request.params,
  query: request.query,
  body: request.body,
  headers: request.headers,
  ip: clientAddress(request),
  idempotency,
  get signal() {
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort())
    return AbortSignal.any([gone.signal, closing])
  },
  get log() {
    return deps.log.child({ request_id: request.id })
  }
})

const fastifySchema = (route: Route): FastifySchema => ({
  ...route.schema,
  summary: route.summary,
  description: [
    route.description,
    route.scope && `Scope: \`${route.scope}\`.`,
    route.person && 'Takes the access token of a person; an API key is refused.'
  ]
    .filter(Boolean)
    .join('\n\n'),
  tags: [...route.tags],
  ...(route.public && { security: [] }),
  ...(route.hidden && { hide: true })
})
