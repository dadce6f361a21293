import { LRUCache } from 'lru-cache'
import { Agent, request } from 'undici'
import { AppError, type ErrorCode, errors } from '../domain/errors.ts'
import type { KeyRing } from '../lib/key-ring.ts'
import { readCallInput, readCallOutput, session_calls } from './calls.ts'
import type { WorkerAddress, WorkerControl } from './contract.ts'
import { createPokes } from './pokes.ts'
import { controlToken } from './token.ts'
import { parseReadings } from './worker-meters.ts'

export type WorkerClient = WorkerControl & { close(): Promise<void> }

const health_timeout_ms = 2_000
const poke_timeout_ms = 1_000
const call_timeout_ms = 15_000
/** Calls that a customer waits for. */
const command_timeout_ms = 4_500
/** The worker says that time is up; it gets so much more to say so. */
const late_ms = 1_000
const tokens_max = 1_000

type Request = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  query?: Record<string, string>
  body?: unknown
  timeout_ms?: number
  signal?: AbortSignal | undefined
  /** What it waits for, and so which connections it uses: `live` for WhatsApp, `look` for nothing. Others wait for sessions. */
  kind?: 'live' | 'look'
}

/**
 * Connections to one worker. Live calls have their own: WhatsApp may keep them all waiting, and commands must not wait for it.
 * So have questions about its health: a worker that lets go of as many sessions as may move at once is well.
 */
const connections_max = { command: 16, live: 256, look: 4 }

/** The client of the workers' control ports. Keeps a few connections to each worker open. */
export const createWorkerControl = (control_secret: KeyRing): WorkerClient => {
  const newAgent = (connections: number): Agent =>
    new Agent({ connections, pipelining: 1, connectTimeout: 2_000, allowH2: false })
  const agents = {
    command: newAgent(connections_max.command),
    live: newAgent(connections_max.live),
    look: newAgent(connections_max.look)
  }

  // A worker keeps the token that it was started with. Which of ours that is shows when it takes it.
  const taken = new LRUCache<string, string>({ max: tokens_max })
  const sendKnown = async (
    address: WorkerAddress,
    call: Request
  ): Promise<{ status: number; text: string }> => {
    const { instance_id } = address
    const agent = agents[call.kind ?? 'command']
    const known = taken.get(instance_id)
    const answer = known === undefined ? undefined : await send(agent, known, address, call)
    if (answer && answer.status !== 401) return answer
    let refused = answer
    for (const { bytes } of control_secret.keys()) {
      const token = controlToken(bytes, instance_id)
      if (token === known) continue
      refused = await send(agent, token, address, call)
      if (refused.status === 401) continue
      taken.set(instance_id, token)
      return refused
    }
    if (!refused) throw new Error('a ring has a key')
    return refused
  }

  const ask = async <Answer>(address: WorkerAddress, call: Request): Promise<Answer> => {
    const { status, text } = await sendKnown(address, call).catch((cause) => {
      throw call.signal?.aborted ? endedBy(call.signal) : unanswered(address, call.path, cause)
    })
    if (status < 200 || status >= 300) throw refusal(address, call.path, status, text)
    const said = text === '' ? undefined : parse(text)
    if (said === null) throw unanswered(address, call.path)
    return said as Answer
  }

  const pokes = createPokes((address) =>
    ask<void>(address, { method: 'POST', path: '/poke', timeout_ms: poke_timeout_ms })
  )
  const session = (session_id: string): string => `/sessions/${encodeURIComponent(session_id)}`
  return {
    health: (address) => ask(address, healthRequest('/health')),
    metrics: async (address) => parseReadings(await ask(address, healthRequest('/metrics'))),
    logs: async (address) => {
      const said = await ask<unknown>(address, healthRequest('/logs'))
      if (!isLines(said)) throw unanswered(address, '/logs')
      return said
    },
    assign: (address, assignments) =>
      ask(address, { method: 'POST', path: '/sessions', body: { sessions: assignments } }),
    release: (address, session_id, why) =>
      ask(address, { method: 'DELETE', path: session(session_id), query: { why } }),
    restart: (address, session_id) =>
      ask(address, commandRequest(`${session(session_id)}/restart`)),
    logout: (address, session_id) => ask(address, commandRequest(`${session(session_id)}/logout`)),
    call: async (address, session_id, name, input, signal) => {
      const body = readCallInput(name, input)
      const path = `${session(session_id)}/calls/${name}`
      const timeout_ms = session_calls[name].timeout_ms + late_ms
      const request: Request = { method: 'POST', path, body, timeout_ms, signal, kind: 'live' }
      const answer = await ask<unknown>(address, request).catch((error: AppError) => {
        throw asCallFailure(error)
      })
      return readCallOutput(name, answer)
    },
    poke: pokes.poke,
    drain: (address) => ask(address, { method: 'POST', path: '/drain' }),
    close: async () => {
      await pokes.settle()
      await Promise.all(Object.values(agents).map((agent) => agent.destroy()))
    }
  }
}

const healthRequest = (path: string): Request => ({
  method: 'GET',
  path,
  timeout_ms: health_timeout_ms,
  kind: 'look'
})

const commandRequest = (path: string): Request => ({
  method: 'POST',
  path,
  timeout_ms: command_timeout_ms
})

const send = async (
  agent: Agent,
  token: string,
  address: WorkerAddress,
  call: Request
): Promise<{ status: number; text: string }> => {
  const host = address.host.includes(':') ? `[${address.host}]` : address.host
  const late = new AbortController()
  const timer = setTimeout(
    () => late.abort(new Error('no answer in time')),
    call.timeout_ms ?? call_timeout_ms
  )
  const signal = call.signal ? AbortSignal.any([late.signal, call.signal]) : late.signal
  try {
    const { statusCode, body } = await request(`http://${host}:${address.port}${call.path}`, {
      dispatcher: agent,
      method: call.method,
      query: call.query,
      headers: {
        authorization: `Bearer ${token}`,
        ...(call.body !== undefined && { 'content-type': 'application/json' })
      },
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal
    })
    return { status: statusCode, text: await body.text() }
  } finally {
    clearTimeout(timer)
  }
}

const unanswered = (address: WorkerAddress, path: string, cause?: unknown): AppError =>
  new AppError('worker_unreachable', { ...address, path }, { cause })

/** The connection was there and ended: whether the worker had begun is not known. */
const cut_off = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

const older_worker =
  'The worker of this session still runs an older version of the service, which cannot do this. It is being replaced.'

const asCallFailure = (error: AppError): AppError => {
  const { code } = (error.cause ?? {}) as { code?: string }
  // During an upgrade: a call that the worker has never heard of.
  if (error.code === 'not_found')
    return new AppError('worker_unreachable', error.context, {
      detail: older_worker,
      retry_after_s: 30
    })
  if (error.code !== 'worker_unreachable' || !cut_off.has(code ?? '')) return error
  return new AppError('call_interrupted', error.context, { cause: error.cause })
}

/** Why whoever waits for an answer does not any more. */
const endedBy = ({ reason }: AbortSignal): AppError =>
  reason instanceof AppError ? reason : new AppError('request_canceled', {}, { cause: reason })

/** What the worker said, as an error of ours; a worker that answers nonsense counts as not answering. */
const refusal = (address: WorkerAddress, path: string, status: number, text: string): AppError => {
  const { code, ...more } = problem(text)
  const context = { ...address, path, worker_status: status }
  return code === undefined
    ? new AppError('worker_unreachable', context)
    : new AppError(code, context, more)
}

const problem = (text: string): { code?: ErrorCode; detail?: string; retry_after_s?: number } => {
  const { code, detail, retry_after_s } = (parse(text) ?? {}) as Record<string, unknown>
  return {
    ...(typeof code === 'string' && Object.hasOwn(errors, code) && { code: code as ErrorCode }),
    ...(typeof detail === 'string' && { detail }),
    ...(typeof retry_after_s === 'number' && { retry_after_s })
  }
}

const isLines = (said: unknown): said is string[] =>
  Array.isArray(said) && said.every((line) => typeof line === 'string')

/** Null for what is no JSON: then it is no worker that speaks. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
