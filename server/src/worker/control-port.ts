import { timingSafeEqual } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AppError, errors } from '../domain/errors.ts'
import { sha256 } from '../lib/crypto.ts'
import type { Log } from '../lib/log.ts'
import type { SessionRunner } from './session/contract.ts'
import type { Worker } from './worker.ts'

const Assignments = z.strictObject({
  sessions: z.array(
    z.strictObject({
      session_id: z.string(),
      tenant_id: z.string(),
      epoch: z.number().int(),
      key: z.base64()
    })
  )
})
const text = z.string().max(8_192)
const Passkey = z.strictObject({
  trusted: z.boolean(),
  assertion: z.strictObject({
    id: text,
    rawId: text,
    type: z.literal('public-key'),
    response: z.strictObject({
      clientDataJSON: text,
      authenticatorData: text,
      signature: text,
      userHandle: text.nullable()
    })
  })
})
const PairingCode = z.strictObject({ phone_number: z.string().regex(/^\+?\d{6,15}$/) })

/** The port on which gateway and orchestrator talk to a worker. `heard` is called for each health question. */
export const createControlPort = (options: {
  worker: Worker
  token: string
  log: Log
  heard: () => void
  drain: () => void
}): FastifyInstance => {
  const { worker } = options
  const app = Fastify({ logger: false, bodyLimit: 4 * 1024 * 1024, forceCloseConnections: true })
  const expected = sha256(`Bearer ${options.token}`)

  app.addHook('onRequest', async (request) => {
    if (!timingSafeEqual(sha256(request.headers.authorization ?? ''), expected))
      throw new AppError('unauthenticated')
  })
  app.setErrorHandler((error: Error, _request, reply) => {
    const known =
      error instanceof AppError ? error : new AppError('worker_unreachable', {}, { cause: error })
    if (!(error instanceof AppError)) options.log.warn({ err: error }, 'control call failed')
    return reply.code(errors[known.code].status).send({
      code: known.code,
      detail: known.detail ?? errors[known.code].text,
      retry_after_s: known.retry_after_s
    })
  })

  const runnerOf = (session_id: string): SessionRunner => {
    const runner = worker.runner(session_id)
    if (!runner) throw new AppError('session_not_started')
    return runner
  }
  type OfSession = { Params: { session_id: string }; Querystring: { why?: string } }

  app.get('/health', async () => {
    options.heard()
    return worker.health()
  })
  app.post('/sessions', async (request, reply) => {
    const parsed = Assignments.safeParse(request.body)
    if (!parsed.success) throw new AppError('validation_failed')
    worker.assign(parsed.data.sessions)
    return reply.code(204).send()
  })
  app.delete<OfSession>('/sessions/:session_id', async (request, reply) => {
    await worker.release(
      request.params.session_id,
      request.query.why === 'stopped' ? 'stopped' : 'moved'
    )
    return reply.code(204).send()
  })
  app.post<OfSession>('/sessions/:session_id/restart', async (request, reply) => {
    await runnerOf(request.params.session_id).restart()
    return reply.code(204).send()
  })
  app.post<OfSession>('/sessions/:session_id/logout', async (request, reply) => {
    runnerOf(request.params.session_id).logout()
    return reply.code(202).send()
  })
  app.post<OfSession>('/sessions/:session_id/pairing-code', async (request) => {
    const parsed = PairingCode.safeParse(request.body)
    if (!parsed.success) throw new AppError('validation_failed')
    const runner = runnerOf(request.params.session_id)
    const number = parsed.data.phone_number.replace('+', '')
    const { code, expires_at } = await runner.requestPairingCode(number)
    return { code, expires_at: expires_at.toISOString() }
  })
  app.post<OfSession>('/sessions/:session_id/passkey', async (request, reply) => {
    const parsed = Passkey.safeParse(request.body)
    if (!parsed.success) throw new AppError('validation_failed')
    const { assertion, trusted } = parsed.data
    await runnerOf(request.params.session_id).submitPasskey(assertion, trusted)
    return reply.code(202).send()
  })
  app.post<OfSession>('/sessions/:session_id/passkey/confirm', async (request, reply) => {
    await runnerOf(request.params.session_id).confirmPasskey()
    return reply.code(202).send()
  })
  app.post('/poke', async (_request, reply) => {
    worker.poke()
    return reply.code(204).send()
  })
  app.post('/drain', async (_request, reply) => {
    options.drain()
    return reply.code(202).send()
  })
  return app
}
