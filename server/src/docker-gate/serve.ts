import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Agent, request } from 'undici'
import { type GateOutcome, gate_counts_path } from '../domain/gate-meters.ts'
import { installation_label } from '../domain/worker-container.ts'
import type { Log } from '../lib/log.ts'
import { createMeters } from '../lib/meters.ts'
import type { Asked, JudgeCall } from './calls.ts'
import { gate_meters } from './meters.ts'
import type { GatePolicy } from './policy.ts'

const body_bytes_max = 256 * 1024
/** An engine that is busy takes its time to make a container. */
const answer_ms_max = 60_000
/** The start of an answer that can only be an error of ours. */
const gate = 'docker-gate'

export type DockerGate = { server: Server; close(): Promise<void> }

/**
 * Stands between the orchestrator and the engine's socket, which whoever reaches is root on the machine. It asks the engine
 * for what a list has (`calls.ts`, `swarm-calls.ts`) and for nothing else, for things of this installation alone.
 */
export const createDockerGate = (options: {
  policy: GatePolicy
  /** Which calls there are. */
  judge: (policy: GatePolicy) => JudgeCall
  /** The engine's own socket. */
  engine_socket: string
  log: Log
}): DockerGate => {
  const { policy, log } = options
  const judgeCall = options.judge(policy)
  const { ask, close } = openSocket(options.engine_socket)
  const meters = createMeters(gate_meters)
  const count = (outcome: GateOutcome): void =>
    meters.count('gateway_docker_calls_total', { outcome })

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (incoming.method === 'GET' && incoming.url === gate_counts_path)
      return tell(response, meters.read())
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const body = await readJson(incoming)
    if (body === unreadable) {
      count('unreadable')
      return refuse(response, 400, 'the body cannot be read')
    }
    const { method = '', url = '' } = incoming
    const asked = judgeCall({ method, url, body })
    if ('refused' in asked) {
      count('refused')
      log.warn({ method, path: url.split('?')[0], refused: asked.refused }, 'call refused')
      return refuse(response, 403, asked.refused)
    }
    const refusal = asked.owned ? await refusalOf(ask, policy, asked.owned, gone.signal) : null
    if (refusal !== null) {
      count(refusal === 403 ? 'not_ours' : refusal === 404 ? 'missing' : 'engine_failed')
      if (refusal === 403)
        log.warn({ method, path: asked.path }, 'call on what is not ours refused')
      return refuse(response, refusal, refusal === 404 ? 'there is none' : 'it is not ours')
    }
    const begun_ms = performance.now()
    const answered = await ask(asked, gone.signal)
    const took_s = (performance.now() - begun_ms) / 1_000
    meters.observe('gateway_docker_call_duration_seconds', {}, took_s)
    count(answered.statusCode >= 500 ? 'engine_failed' : 'passed')
    response.writeHead(answered.statusCode, {
      'content-type': String(answered.headers['content-type'] ?? 'application/json')
    })
    response.flushHeaders()
    for await (const piece of answered.body) {
      if (!response.write(piece)) await new Promise((resolve) => response.once('drain', resolve))
    }
    response.end()
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: Error) => {
      if (response.destroyed) return
      count('engine_away')
      log.warn({ err: error }, 'engine cannot be asked')
      if (response.headersSent) response.destroy()
      else refuse(response, 503, `the engine cannot be asked: ${reasonOf(error)}`)
    })
  })
  server.maxConnections = 64
  return {
    server,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await close()
    }
  }
}

/** The status of the answer when it is not there or not ours; null: go on. */
const refusalOf = async (
  ask: ReturnType<typeof openSocket>['ask'],
  policy: GatePolicy,
  path: string,
  signal: AbortSignal
): Promise<number | null> => {
  const { statusCode, body } = await ask({ method: 'GET', path, query: {} }, signal)
  const text = await body.text()
  if (statusCode !== 200) return statusCode === 404 ? 404 : 502
  const found = JSON.parse(text) as {
    Labels?: Record<string, string> | null
    Config?: { Labels?: Record<string, string> | null }
    Spec?: { Labels?: Record<string, string> | null }
  }
  const labels = found.Spec?.Labels ?? found.Config?.Labels ?? found.Labels
  return labels?.[installation_label] === policy.installation ? null : 403
}

/** Asks the engine itself. */
const openSocket = (path: string) => {
  const engine = new Agent({
    connect: { socketPath: path, timeout: 5_000 },
    headersTimeout: answer_ms_max,
    bodyTimeout: answer_ms_max
  })
  const ask = (asked: Asked, signal: AbortSignal) =>
    request(`http://engine${asked.path}?${new URLSearchParams(asked.query)}`, {
      dispatcher: engine,
      method: asked.method as 'GET',
      signal,
      ...(asked.follows && { bodyTimeout: 0 }),
      ...(asked.body !== undefined && {
        body: JSON.stringify(asked.body),
        headers: { 'content-type': 'application/json' }
      })
    })
  return { ask, close: () => engine.destroy() }
}

const unreadable = Symbol('unreadable')

const readJson = async (incoming: IncomingMessage): Promise<unknown> => {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > body_bytes_max) return unreadable
    pieces.push(piece)
  }
  if (bytes === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    return unreadable
  }
}

const tell = (response: ServerResponse, counts: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(counts))
}

const refuse = (response: ServerResponse, status: number, message: string): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-refused-by': gate })
  response.end(JSON.stringify({ message: `${gate}: ${message}` }))
}

const reasonOf = (error: Error & { code?: string }): string => error.code ?? error.message
