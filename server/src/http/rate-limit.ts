import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../domain/errors.ts'
import type { Deps } from '../usecases/deps.ts'
import { type Allowance, limitedKeyOf, window_s } from '../usecases/plans/request-limits.ts'
import { clientAddress } from './client-address.ts'

/** Asked by those who watch the service, often and from one address, or a dozen at a time, as the parts of a page are. */
const exempt = /^\/(health|metrics|assets)(\/|\?|$)/

/** Whether requests of this address are not counted. */
export const isExempt = (url: string): boolean => exempt.test(url)

/**
 * Limits how many requests a minute a tenant, an API key with a limit of its own, or an address without a good credential may make. Every answer that was
 * counted tells the limit in RateLimit headers; one request too many is 429 with Retry-After. Call it before the routes
 * are added: an address is counted before anything is looked up for it.
 */
export const limitRequests = (app: FastifyInstance, deps: Pick<Deps, 'request_limits'>): void => {
  const limits = deps.request_limits
  app.addHook('onRequest', async (request, reply) => {
    if (isExempt(request.url) || request.method === 'OPTIONS') return
    const credential = credentialOf(request)
    if (credential === null) admit(reply, await limits.ofAddress(clientAddress(request)))
    else admit(reply, await limits.beforeCredential(clientAddress(request), credential))
  })
  // The credential was checked since, where the route asks for one.
  app.addHook('preParsing', async (request, reply) => {
    if (!request.tenant) return
    const credential = credentialOf(request)
    if (credential !== null) limits.credentialWasGood(credential)
    const { tenant_id, session_id } = request.tenant
    admit(
      reply,
      await (session_id === undefined
        ? limits.ofTenant(tenant_id, limitedKeyOf(request.tenant))
        : limits.ofLinkToken(session_id))
    )
  })
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (reply.statusCode !== 401 || credentialOf(request) === null) return done()
    limits.credentialWasBad(clientAddress(request)).then(() => done(), done)
  })
}

const credentialOf = ({ headers }: FastifyRequest): string | null => {
  const key = headers['x-api-key']
  return headers.authorization ?? (typeof key === 'string' ? key : null)
}

const admit = (reply: FastifyReply, allowance: Allowance): void => {
  if (!allowance) return
  const { limit, remaining, reset_s, within } = allowance
  reply.headers({
    'ratelimit-limit': limit,
    'ratelimit-remaining': remaining,
    'ratelimit-reset': reset_s,
    'ratelimit-policy': `${limit};w=${window_s}`
  })
  if (!within) throw new AppError('rate_limited', {}, { rate_limit: { limit, remaining, reset_s } })
}
