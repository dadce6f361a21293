import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import { nothingHere } from './not-found.ts'

/** Lets pages of any origin call, and answers OPTIONS: which methods an address has, and 404 where there is none. */
export const allowCrossOrigin = async (
  app: FastifyInstance,
  methodsOf: (url: string) => string[]
): Promise<void> => {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'OPTIONS') return done()
    const methods = methodsOf(request.url)
    if (methods.length === 0) return done(nothingHere())
    reply.header('allow', methods.join(', '))
    done()
  })
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    allowedHeaders: allowed_headers,
    exposedHeaders: exposed_headers,
    maxAge: 600,
    // One that is no preflight is a question for the methods.
    strictPreflight: false
  })
}

/** Those of a request that browsers do not send to other origins unasked. */
const allowed_headers = [
  'Accept',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'Last-Event-ID',
  'X-API-Key',
  'X-Request-Id'
]

const exposed_headers = [
  'Allow',
  'X-Request-Id',
  'Retry-After',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'RateLimit-Policy',
  'Idempotent-Replayed',
  'WWW-Authenticate'
]
