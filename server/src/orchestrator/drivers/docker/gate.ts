import { Agent, type Dispatcher, request } from 'undici'

/** What the engine answered that it did not do. */
export class EngineError extends Error {
  override name = 'EngineError'
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Neither the gate nor the engine behind it answers: nothing is known of any container. */
export class EngineUnavailable extends Error {
  override name = 'EngineUnavailable'
}

export type Method = 'GET' | 'POST' | 'DELETE'

/** The engine's API, as docker-gate shows it at a socket. What it refuses is an EngineError; silence is EngineUnavailable. */
export type Gate = {
  ask(
    method: Method,
    path: string,
    body?: object,
    more?: { signal?: AbortSignal; bodyTimeout?: number }
  ): Promise<Dispatcher.ResponseData>
  read<T>(path: string): Promise<T>
  act(method: 'POST' | 'DELETE', path: string, body?: object): Promise<void>
  /** A log in frames, as text; empty when there is none. */
  readLog(path: string): Promise<string>
  close(): Promise<void>
}

/** An engine that is busy takes its time to make a container. */
const answer_ms_max = 65_000

export const openGate = (socket: string): Gate => {
  const dispatcher = new Agent({
    connect: { socketPath: socket, timeout: 5_000 },
    connections: 16,
    headersTimeout: answer_ms_max,
    bodyTimeout: answer_ms_max
  })
  const ask = async (
    method: Method,
    path: string,
    body?: object,
    more: { signal?: AbortSignal; bodyTimeout?: number } = {}
  ): Promise<Dispatcher.ResponseData> => {
    const answer = await request(`http://engine${path}`, {
      dispatcher,
      method,
      ...more,
      ...(body && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' }
      })
    }).catch((cause: Error & { code?: string }) => {
      throw new EngineUnavailable(
        `docker-gate does not answer at ${socket}: ${cause.code ?? cause.message}`,
        { cause }
      )
    })
    if (answer.statusCode < 400) return answer
    const words = messageOf(await answer.body.text())
    if (answer.statusCode === 503) throw new EngineUnavailable(words)
    throw new EngineError(answer.statusCode, words)
  }
  const read = async <T>(path: string): Promise<T> =>
    (await ask('GET', path)).body.json() as Promise<T>
  const act = async (method: 'POST' | 'DELETE', path: string, body?: object): Promise<void> =>
    (await ask(method, path, body)).body.dump()

  return {
    ask,
    read,
    act,
    readLog: async (path) => {
      const answer = await ask('GET', path).catch((error: unknown) => {
        unless(404)(error)
        return null
      })
      return answer ? textOf(Buffer.from(await answer.body.arrayBuffer())) : ''
    },
    close: () => dispatcher.destroy()
  }
}

/** Lets errors of these kinds pass: what was wanted is so already. */
export const unless =
  (...statuses: number[]) =>
  (error: unknown): void => {
    if (!(error instanceof EngineError && statuses.includes(error.status))) throw error
  }

const messageOf = (text: string): string => {
  try {
    return String((JSON.parse(text) as { message?: string }).message ?? text)
  } catch {
    return text
  }
}

const frame_head_bytes = 8

/** The log comes in frames: which stream, three zeros, how many bytes, the bytes. */
const textOf = (frames: Buffer): string => {
  const pieces: Buffer[] = []
  for (let at = 0; at + frame_head_bytes <= frames.length; ) {
    const begin = at + frame_head_bytes
    at = begin + frames.readUInt32BE(at + 4)
    pieces.push(frames.subarray(begin, at))
  }
  return Buffer.concat(pieces).toString('utf8')
}
