import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../domain/errors.ts'
import type { Route } from './route.ts'

/** 405 with the methods that exist, where only the method is wrong; else 404. */
export const answerNotFound = (routes: Route[]) => {
  const patterns = routes.map((route) => ({
    method: route.method,
    path: new RegExp(
      `^${route.url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}/?$`
    )
  }))
  return (request: FastifyRequest, reply: FastifyReply): void => {
    const path = request.url.split('?')[0] ?? ''
    const methods = patterns.filter((one) => one.path.test(path)).map((one) => one.method)
    if (methods.length === 0) {
      throw new AppError('not_found', {}, { detail: 'There is nothing at this address.' })
    }
    const all = new Set<string>(['OPTIONS', ...methods])
    if (all.has('GET')) all.add('HEAD')
    reply.header('allow', [...all].sort().join(', '))
    throw new AppError('method_not_allowed')
  }
}
