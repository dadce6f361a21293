import type { FastifyRequest } from 'fastify'
import { invalid } from '../domain/errors.ts'
import type { Idempotency } from '../domain/idempotency.ts'
import { canonicalJson } from '../lib/canonical-json.ts'
import { sha256 } from '../lib/crypto.ts'
import type { Route } from './route.ts'

/** Every change of a caller who is known: before a log-in there is nobody whose key it could be. */
export const honoursIdempotencyKey = (route: Pick<Route, 'method' | 'public'>): boolean =>
  route.method !== 'GET' && !route.public

/** What an Idempotency-Key header asks for, or undefined when there is none. */
export const readIdempotency = (
  request: FastifyRequest,
  { at_home }: Pick<Route, 'at_home'>
): Idempotency | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid('Idempotency-Key', 'Must be 1 to 255 visible ASCII characters.')
  }
  // What was answered to somebody who sees more is not given again to one who is bound to sessions.
  const { session_ids, user_id } = request.tenant ?? {}
  // Nor what was answered to one person to another of their team.
  const own = at_home ? `\n${user_id}` : ''
  const bound = (session_ids ? `\n${session_ids.join()}` : '') + own
  return {
    key,
    fingerprint: sha256(`${request.method} ${request.url}\n${canonicalJson(request.body)}${bound}`),
    replayed: false
  }
}
