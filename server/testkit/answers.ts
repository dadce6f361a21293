import type { FastifyInstance } from 'fastify'
import { statusesOf } from '../src/http/answers.ts'
import type { Route } from '../src/http/route.ts'

/** Notes each answer of a route with a status that the document does not tell of. Tests that make the server fail on purpose get their 500. */
export const recordAnswers = (server: FastifyInstance, routes: Route[]): string[] => {
  const documented = new Map(
    routes.map((route) => [`${route.method} ${route.url}`, new Set(statusesOf(route))])
  )
  const found: string[] = []
  server.addHook('onResponse', async (request, reply) => {
    const name = `${request.method} ${request.routeOptions.url}`
    const known = documented.get(name)
    const { statusCode } = reply
    if (known && statusCode !== 500 && !known.has(statusCode)) found.push(`${name}: ${statusCode}`)
  })
  return found
}
