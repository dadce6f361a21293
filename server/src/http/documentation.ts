import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../usecases/deps.ts'
import { asyncapiDocument, hasEventStream } from './asyncapi.ts'
import { openapiOptions } from './openapi.ts'
import type { Route } from './route.ts'
import type { ServerOptions } from './server-options.ts'

/**
 * Serves the OpenAPI document at /openapi.json with a page to browse it at /api-docs, and that of the events at
 * /asyncapi.json. Call it before the routes are added.
 */
export const serveDocumentation = async (
  app: FastifyInstance,
  deps: Deps,
  options: ServerOptions,
  routes: Route[]
): Promise<void> => {
  const { title, description } = options
  const { version } = deps
  await app.register(swagger, openapiOptions({ title, description, version }, routes))
  await app.register(swaggerUi, {
    routePrefix: '/api-docs',
    theme: { title },
    uiConfig: {
      // Without the bar on top: there is one document.
      layout: 'BaseLayout',
      // The validator is a service on the internet.
      validatorUrl: null,
      deepLinking: true,
      displayRequestDuration: true,
      docExpansion: 'list',
      persistAuthorization: true
    }
  })
  serveOnce(app, '/openapi.json', () => app.swagger())
  if (hasEventStream(routes))
    serveOnce(app, '/asyncapi.json', () => asyncapiDocument({ title, version }, routes))
}

/** Serves a document that is made when it is first asked for. */
const serveOnce = (app: FastifyInstance, url: string, make: () => object): void => {
  let document: string | undefined
  app.get(url, { schema: { hide: true } as object }, async (_request, reply) => {
    document ??= JSON.stringify(make())
    return reply.type('application/json').serializer(String).send(document)
  })
}
