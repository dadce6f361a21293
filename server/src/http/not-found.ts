import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../domain/errors.ts'

/** 405 with the methods that exist, where only the method is wrong; else 404. */
export const answerNotFound =
  (methodsOf: (url: string) => string[]) =>
  (request: FastifyRequest, reply: FastifyReply): void => {
    const methods = methodsOf(request.url)
    if (methods.length === 0 || methods.includes(request.method)) throw nothingHere()
    reply.header('allow', methods.join(', '))
    throw new AppError('method_not_allowed')
  }

export const nothingHere = (): AppError =>
  new AppError('not_found', {}, { detail: 'There is nothing at this address.' })
