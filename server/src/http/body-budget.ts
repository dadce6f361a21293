import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../domain/errors.ts'
import { clientAddress } from './client-address.ts'

/** Bytes of request bodies that may be on their way or being worked on at once. A body takes about ten times its size until it is answered. */
export type BodyBudget = { process_bytes: number; caller_bytes: number }

const budget: BodyBudget = { process_bytes: 64 * 1024 * 1024, caller_bytes: 32 * 1024 * 1024 }

/** Smaller bodies are always let in: the number of connections bounds them. */
const free_bytes = 64 * 1024

/** Refuses large bodies while too many of them are in flight, of one caller or of all, before they are read. */
export const limitBodies = (app: FastifyInstance, most: BodyBudget = budget): void => {
  const held = new Map<string, number>()
  let held_by_all = 0

  const hold = (caller: string, bytes: number): (() => void) => {
    const own = held.get(caller) ?? 0
    if (own + bytes > most.caller_bytes) {
      throw new AppError('too_much_at_once', { bytes }, { retry_after_s: 1 })
    }
    if (held_by_all + bytes > most.process_bytes) {
      const detail = 'Too many large bodies are being worked on. Nothing was changed; try again.'
      throw new AppError('busy', { bytes }, { detail, retry_after_s: 1 })
    }
    held.set(caller, own + bytes)
    held_by_all += bytes
    let holds = true
    return () => {
      if (!holds) return
      holds = false
      held_by_all -= bytes
      const left = (held.get(caller) ?? bytes) - bytes
      if (left > 0) held.set(caller, left)
      else held.delete(caller)
    }
  }

  app.addHook('preParsing', (request, reply, _payload, done) => {
    const bytes = announcedBytes(request)
    if (bytes <= free_bytes) return done()
    try {
      const release = hold(request.tenant?.tenant_id ?? clientAddress(request), bytes)
      reply.raw.once('close', release).once('finish', release)
    } catch (error) {
      // What was not read would be taken for the next request.
      reply.header('connection', 'close')
      return done(error as Error)
    }
    done()
  })
}

/** How large the body will be; the most it may be where the caller does not say. What is refused by its size costs nothing. */
const announcedBytes = (request: FastifyRequest): number => {
  const { headers, routeOptions } = request
  const limit = routeOptions.bodyLimit
  if (headers['transfer-encoding'] !== undefined) return limit
  const bytes = Number(headers['content-length'] ?? 0)
  return bytes > limit ? 0 : bytes
}
