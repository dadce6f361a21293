import { timingSafeEqual } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import Fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isCallName, readCallInput, session_calls, writeCallOutput } from '../control/calls.ts'
import { AppError, errors } from '../domain/errors.ts'
import { sha256 } from '../lib/crypto.ts'
import { diskSpace } from '../lib/disk-space.ts'
import type { Log } from '../lib/log.ts'
import type { RecentLines } from '../lib/recent-lines.ts'
import { readMeters } from './measure.ts'
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

/** The port on which gateway and orchestrator talk to a worker. `heard` is called for each health question. */
export const createControlPort = (options: {
  worker: Worker
  token: string
  log: Log
  /** The last lines of the log. */
  recent: RecentLines
  heard: () => void
  drain: () => void
}): FastifyInstance => {
  const { worker } = options
  const app = Fastify({ logger: false, bodyLimit: 4 * 1024 * 1024, forceCloseConnections: true })
  guard(app, options.token, options.log)

  const runnerOf = (session_id: string): SessionRunner => {
    const runner = worker.runner(session_id)
    if (!runner) throw new AppError('session_not_started')
    return runner
  }
  type OfSession = { Params: { session_id: string }; Querystring: { why?: string } }

  app.get('/health', async () => {
    options.heard()
    const disk_free_mb = (await diskSpace('/'))?.free_mb ?? null
    return { ...worker.health(), disk_free_mb }
  })
  app.get('/metrics', async () => readMeters(worker.meters, worker.health()))
  app.get('/logs', async () => options.recent.all())
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
  app.post<OfSession & { Params: { name: string } }>(
    '/sessions/:session_id/calls/:name',
    async (request, reply) => {
      const { session_id, name } = request.params
      if (!isCallName(name)) throw new AppError('not_found', { call: name })
      const input = readCallInput(name, request.body)
      const life = callLife(reply.raw, session_calls[name].timeout_ms)
      try {
        return writeCallOutput(name, await runnerOf(session_id).call(name, input, life.signal))
      } finally {
        life.end()
      }
    }
  )
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

/** Refuses who does not have the token, and answers failures as problems. */
const guard = (app: FastifyInstance, token: string, log: Log): void => {
  const expected = sha256(`Bearer ${token}`)
  app.addHook('onRequest', async (request) => {
    if (!timingSafeEqual(sha256(request.headers.authorization ?? ''), expected))
      throw new AppError('unauthenticated')
  })
  app.setErrorHandler((error: Error, _request, reply) => {
    const known = error instanceof AppError ? error : new AppError('internal', {}, { cause: error })
    if (known.code === 'internal')
      log.error({ err: known.cause, ...known.context }, 'control call failed')
    return reply.code(errors[known.code].status).send(problemOf(known))
  })
}

/** Loads what Fastify loads when it first opens a port, for a process that can read no code later. */
export const loadControlPort = async (): Promise<void> => {
  const app = Fastify({ logger: false })
  await app.ready()
  await app.close()
}

const problemOf = ({ code, detail, retry_after_s }: AppError) => ({
  code,
  detail: detail ?? errors[code].text,
  retry_after_s
})

/** Until when a call is worked at: its time is up, or whoever asked has hung up. */
const callLife = (
  response: ServerResponse,
  timeout_ms: number
): { signal: AbortSignal; end(): void } => {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(new AppError('call_timed_out')), timeout_ms)
  const hungUp = (): void => over.abort(new AppError('request_canceled'))
  response.once('close', hungUp)
  return {
    signal: over.signal,
    end: () => {
      clearTimeout(timer)
      response.off('close', hungUp)
    }
  }
}
