import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../usecases/deps.ts'
import { openapiOptions } from './openapi.ts'
import type { Route } from './route.ts'
import type { ServerOptions } from './server-options.ts'

/** Serves the OpenAPI document at /openapi.json and a page to browse it at /api-docs. Call it before the routes are added. */
export const serveDocumentation = async (
  app: FastifyInstance,
  deps: Deps,
  options: ServerOptions,
  routes: Route[]
): Promise<void> => {
  const { title, description } = options
  await app.register(swagger, openapiOptions({ title, description, version: deps.version }, routes))
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
  let document: string | undefined
  app.get('/openapi.json', { schema: { hide: true } as object }, async (_request, reply) => {
    document ??= JSON.stringify(app.swagger())
    return reply.type('application/json').serializer(String).send(document)
  })
}
