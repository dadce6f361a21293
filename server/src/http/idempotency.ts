import type { FastifyRequest } from 'fastify'
import { invalid } from '../domain/errors.ts'
import type { Idempotency } from '../domain/idempotency.ts'
import { canonicalJson } from '../lib/canonical-json.ts'
import { sha256 } from '../lib/crypto.ts'

/** What an Idempotency-Key header asks for, or undefined when there is none. */
export const readIdempotency = (request: FastifyRequest): Idempotency | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined || request.method === 'GET' || request.method === 'HEAD') return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid('Idempotency-Key', 'Must be 1 to 255 visible ASCII characters.')
  }
  return {
    key,
    fingerprint: sha256(`${request.method} ${request.url}\n${canonicalJson(request.body)}`),
    replayed: false
  }
}
