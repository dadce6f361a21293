import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { AppError } from '../domain/errors.ts'
import type { Deps } from '../usecases/deps.ts'
import { hasEventStream } from './asyncapi.ts'
import { acceptJsonOnly } from './body.ts'
import { limitBodies } from './body-budget.ts'
import { limitBodyTime, request_ms_max } from './body-time.ts'
import { answerClientError, answerExpectation } from './client-error.ts'
import { allowCrossOrigin } from './cross-origin.ts'
import { login_routes } from './dashboard/login-routes.ts'
import { servePages } from './dashboard/serve-pages.ts'
import { serveDocumentation } from './documentation.ts'
import { serveDocuments } from './documents/serve-documents.ts'
import { logKeyRequests } from './log-key-requests.ts'
import { noteMethods } from './methods.ts'
import { createMetrics } from './metrics.ts'
import { mountRoutes } from './mount-routes.ts'
import { answerNotFound } from './not-found.ts'
import { sendProblem } from './problem.ts'
import { limitRequests } from './rate-limit.ts'
import { requestId } from './request-id.ts'
import type { Route } from './route.ts'
import { securityHeaders } from './security-headers.ts'
import { serializerCompiler } from './serialize.ts'
import type { ServerOptions } from './server-options.ts'
import { serveEventSocket } from './socket/serve-event-socket.ts'
import { wantsSocket } from './socket/upgrade.ts'
import { takeRestOfBodies } from './take-rest.ts'
import { validatorCompiler } from './validate.ts'

const body_bytes_max = 1024 * 1024

/** A server that answers these routes, not yet listening. Closing it lets running requests end and answers new ones with 503. */
export const buildServer = async (
  deps: Deps,
  routes: Route[],
  options: ServerOptions
): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: false,
    bodyLimit: body_bytes_max,
    trustProxy: options.trusted_proxies ?? 'loopback',
    requestTimeout: request_ms_max,
    clientErrorHandler: answerClientError,
    // Ours, which is a problem document like any other error.
    return503OnClosing: false,
    http: { shouldUpgradeCallback: wantsSocket },
    genReqId: requestId,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => sendProblem(deps, error, request, reply)
  })
  app.server.on('checkExpectation', answerExpectation)
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort(new AppError('stopping')))
  app.addHook('onClose', async () => deps.background.settle())

  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, request, reply) => sendProblem(deps, error, request, reply))
  acceptJsonOnly(app)

  const careful = securityHeaders()
  // Hooks that wait for nothing are no async functions: each of those costs every request turns of the event loop.
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(careful).header('x-request-id', request.id)
    done(closing.signal.aborted ? new AppError('stopping') : undefined)
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // Else the caller keeps the connection, and with it the server, until it times out.
    if (closing.signal.aborted) reply.header('connection', 'close')
    done()
  })
  limitBodyTime(app)
  takeRestOfBodies(app)
  app.addHook('onResponse', (request, reply, done) => {
    if (deps.log.isLevelEnabled('debug')) noteAnswer(deps, request, reply)
    done()
  })
  logKeyRequests(app, deps)
  limitRequests(app, deps)
  const methodsOf = noteMethods(app)
  await allowCrossOrigin(app, methodsOf)
  const metrics = createMetrics(app, deps)
  await serveDocumentation(app, deps, options, routes)
  if (options.documents) await serveDocuments(app)
  limitBodies(app, options.body_budget)
  const { dashboard } = options
  mountRoutes(app, deps, dashboard ? [...routes, ...login_routes] : routes, closing.signal)
  if (hasEventStream(routes)) serveEventSocket(app, deps, closing.signal, options.socket_times)
  if (dashboard) await servePages(app, dashboard)
  metrics.serve()
  app.setNotFoundHandler(answerNotFound(methodsOf))
  return app
}

const noteAnswer = ({ log }: Deps, request: FastifyRequest, reply: FastifyReply): void =>
  log.debug(
    {
      request_id: request.id,
      method: request.method,
      // The pattern, not the address: addresses hold one-time tokens.
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      tenant_id: request.tenant?.tenant_id
    },
    'request answered'
  )
