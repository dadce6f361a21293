import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { EventId } from '../../schemas/event.ts'
import { SessionId } from '../../schemas/session.ts'
import type { Deps } from '../../usecases/deps.ts'
import { limitedKeyOf } from '../../usecases/plans/request-limits.ts'
import { authenticate, type Sender } from '../authenticate.ts'
import { refuseRebound } from '../beyond-sessions.ts'
import { clientAddress } from '../client-address.ts'
import { createCredentialWatch } from '../credential-watch.ts'
import { noteKeyRequest } from '../log-key-requests.ts'
import { choiceOf, filter_fields } from '../routes/events/stream-filter.ts'
import { assertStrict } from '../validate.ts'
import { type SocketTimes, usual_times } from './outlet.ts'
import { type Credential, runSocket } from './run-socket.ts'
import { socket_url, takeUpgrades } from './upgrade.ts'

const needs = { scope: 'sessions:read' } as const

/** Sockets whose client has not said who it is, at most: nothing else bounds them. */
const unknown_max = 500

const querystring = z.strictObject({
  ...filter_fields,
  session_id: SessionId.optional(),
  last_event_id: EventId.optional()
})
type Query = z.output<typeof querystring>

/**
 * Serves events over WebSocket at /ws, as `GET /api/v1/events/stream` does over HTTP. Pages of any origin may open one, as
 * they may call the API: no cookie counts, only the token that the page itself sends.
 */
export const serveEventSocket = (
  app: FastifyInstance,
  deps: Deps,
  closing: AbortSignal,
  times: SocketTimes = usual_times
): void => {
  assertStrict(`GET ${socket_url} querystring`, querystring)
  const upgrades = takeUpgrades(app)
  const watch = createCredentialWatch()
  const open = new Set<Promise<void>>()
  let unknown = 0
  app.addHook('preClose', async () => void (await Promise.all(open)))
  app.get<{ Querystring: Query }>(socket_url, {
    schema: { querystring, hide: true } as object,
    onRequest: async (request) => {
      const { authorization, 'x-api-key': key } = request.headers
      if (authorization === undefined && key === undefined) return
      const { tenant } = await verify(deps, request, senderOf(request))
      request.tenant = tenant
    },
    handler: async (request, reply) => {
      const { tenant, query } = request
      if (!tenant && unknown >= unknown_max)
        throw new AppError('busy', {}, { detail: 'Too many sockets wait for their credential.' })
      const socket = await upgrades.accept(request, reply)
      noteKeyRequest(deps, request, 101, reply.elapsedTime)
      if (!tenant) unknown++
      let is_unknown = !tenant
      const known = (): void => {
        if (is_unknown) unknown--
        is_unknown = false
      }
      const life = runSocket({
        deps,
        socket,
        wanted: {
          session_id: query.session_id ?? null,
          ...choiceOf(query),
          last_event_id: query.last_event_id ?? null
        },
        credential: tenant ? { tenant, check: checkOf(deps, senderOf(request), tenant) } : null,
        verify: async (token) => {
          const credential = await verifyLate(deps, request, token)
          noteKeyRequest(deps, request, 101, reply.elapsedTime)
          known()
          return credential
        },
        closing,
        watch,
        times
      }).finally(() => {
        known()
        open.delete(life)
      })
      open.add(life)
      return reply
    }
  })
}

const senderOf = (request: FastifyRequest): Sender => ({
  headers: request.headers,
  ip: clientAddress(request)
})

const checkOf = (deps: Deps, sender: Sender, tenant: Tenant) => async () =>
  refuseRebound(tenant, await authenticate(deps, sender, needs))

const verify = async (deps: Deps, request: FastifyRequest, sender: Sender): Promise<Credential> => {
  const tenant = await authenticate(deps, sender, needs, ({ api_key_id }) => {
    request.api_key_id = api_key_id
  })
  return { tenant, check: checkOf(deps, sender, tenant) }
}

/** The credential of a first message. It counts as one in a header does: bad ones against the address, good ones against the tenant. */
const verifyLate = async (
  deps: Deps,
  request: FastifyRequest,
  token: string
): Promise<Credential> => {
  const limits = deps.request_limits
  const ip = clientAddress(request)
  const authorization = `Bearer ${token}`
  refuseOver(await limits.beforeCredential(ip, authorization))
  const sender = { headers: { authorization }, ip }
  const credential = await verify(deps, request, sender).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === 'unauthenticated')
      await limits.credentialWasBad(ip)
    throw error
  })
  limits.credentialWasGood(authorization)
  const { tenant } = credential
  refuseOver(await limits.ofTenant(tenant.tenant_id, limitedKeyOf(tenant)))
  return credential
}

const refuseOver = (allowance: Awaited<ReturnType<Deps['request_limits']['ofTenant']>>): void => {
  if (allowance && !allowance.within) throw new AppError('rate_limited')
}
