import type { FastifyInstance, FastifyRequest } from 'fastify'
import { withoutSecrets } from '../lib/without-secrets.ts'
import type { Deps } from '../usecases/deps.ts'
import { clientAddress } from './client-address.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that was answered. */
    problem_code?: string
    /** The key it came with, also where it may not do what was asked. */
    api_key_id?: string | null
  }
}

const body_max = 4_000
const request_id_max = 200

/** Notes each request that was made with an API key, when it has been answered. Nobody waits for it. */
export const logKeyRequests = (app: FastifyInstance, deps: Pick<Deps, 'request_log'>): void => {
  app.addHook('onResponse', (request, reply, done) => {
    noteKeyRequest(deps, request, reply.statusCode, reply.elapsedTime)
    done()
  })
  app.addHook('onClose', () => deps.request_log.flush())
}

/** Notes one request, where it was made with an API key. */
export const noteKeyRequest = (
  deps: Pick<Deps, 'request_log'>,
  request: FastifyRequest,
  status: number,
  ms: number
): void => {
  const { api_key_id } = request
  if (!api_key_id) return
  deps.request_log.note({
    api_key_id,
    at: new Date(),
    method: request.method,
    route: request.routeOptions.url ?? '',
    status,
    ms: Math.round(ms),
    request_id: request.id.slice(0, request_id_max),
    code: request.problem_code ?? null,
    ip: clientAddress(request),
    body: status >= 400 && status < 500 ? bodyOf(request) : null
  })
}

/** What was refused, to find out why. Of files there is none. */
const bodyOf = ({ body }: FastifyRequest): string | null =>
  typeof body === 'object' && body !== null ? withoutSecrets(body, body_max) : null
