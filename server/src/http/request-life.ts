import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../domain/errors.ts'
import type { Deps } from '../usecases/deps.ts'
import { authenticate } from './authenticate.ts'
import { refuseRebound } from './beyond-sessions.ts'
import { clientAddress } from './client-address.ts'
import type { CredentialWatch } from './credential-watch.ts'
import type { Route } from './route.ts'

/** How long a request may go on. */
export type Life = {
  /** Aborts when the caller has gone, the server is closing or the credential has ended. Whoever takes it is watched. */
  signal(): AbortSignal
  /** Why the caller is refused since; undefined while nothing is known against the caller. */
  refusal(): AppError | undefined
  throwRefusal(): void
}

export const createLife = (
  deps: Deps,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  closing: AbortSignal,
  watch: CredentialWatch
): Life => {
  let signal: AbortSignal | undefined
  let refusal: AppError | undefined

  const begin = (): AbortSignal => {
    const gone = new AbortController()
    const ended = new AbortController()
    const sender = { headers: request.headers, ip: clientAddress(request) }
    const check = async (): Promise<void> => {
      const now = await authenticate(deps, sender, route)
      if (request.tenant) refuseRebound(request.tenant, now)
    }
    const forget = route.public
      ? () => undefined
      : watch.add(check, (error) => {
          refusal = error
          ended.abort(error)
        })
    reply.raw.once('finish', forget).once('close', () => {
      forget()
      gone.abort(new AppError('request_canceled'))
    })
    return AbortSignal.any([gone.signal, closing, ended.signal])
  }

  return {
    signal: () => {
      signal ??= begin()
      return signal
    },
    refusal: () => refusal,
    throwRefusal: () => {
      if (refusal) throw refusal
    }
  }
}
