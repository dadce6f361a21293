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

export type ContainerState = {
  Status: string
  Running: boolean
  OOMKilled: boolean
  ExitCode: number
}

export type Container = {
  Id: string
  Created: string
  State: ContainerState
  HostConfig: { Memory: number }
}

export type ListedContainer = {
  Id: string
  State: string
  /** Seconds since 1970. */
  Created: number
  Labels: Record<string, string>
  Ports: { IP?: string; PrivatePort: number; PublicPort?: number }[]
}

export type ListedNetwork = {
  Name: string
  Labels: Record<string, string> | null
  IPAM: { Config: { Subnet?: string }[] | null }
}

export type EngineEvent = {
  Action: string
  time: number
  Actor: { ID: string; Attributes: Record<string, string> }
}

/** A little of what the API of the engine has: as much as docker-gate lets through. */
export type Engine = {
  info(): Promise<{ ID: string; NCPU: number }>
  create(name: string, body: object): Promise<void>
  start(name: string): Promise<void>
  /** One that is gone, or does not run, is fine. */
  kill(name: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  remove(name: string): Promise<void>
  inspect(name: string): Promise<Container | null>
  list(): Promise<ListedContainer[]>
  logs(name: string, lines_max: number): Promise<string>
  networks(): Promise<ListedNetwork[]>
  createNetwork(body: object): Promise<void>
  removeNetwork(name: string): Promise<void>
  /** What happens to containers, from now on and until the signal aborts; `connected` is called when nothing is missed any more. */
  follow(connected: () => void, signal: AbortSignal): AsyncIterable<EngineEvent>
  close(): Promise<void>
}

/** An engine that is busy takes its time to make a container. */
const answer_ms_max = 65_000

/** The engine, as docker-gate shows it at this socket. */
export const openEngine = (socket: string): Engine => {
  const dispatcher = new Agent({
    connect: { socketPath: socket, timeout: 5_000 },
    connections: 16,
    headersTimeout: answer_ms_max,
    bodyTimeout: answer_ms_max
  })
  const ask = async (
    method: 'GET' | 'POST' | 'DELETE',
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
    info: () => read('/info'),
    create: (name, body) => act('POST', `/containers/create?name=${name}`, body),
    start: (name) => act('POST', `/containers/${name}/start`),
    kill: (name, signal) =>
      act('POST', `/containers/${name}/kill?signal=${signal}`).catch(unless(404, 409)),
    remove: (name) => act('DELETE', `/containers/${name}?force=true`).catch(unless(404, 409)),
    inspect: (name) =>
      read<Container>(`/containers/${name}/json`).catch((error: unknown) => {
        unless(404)(error)
        return null
      }),
    list: () => read('/containers/json'),
    logs: async (name, lines_max) => {
      const path = `/containers/${name}/logs?stdout=true&stderr=true&tail=${lines_max}`
      const answer = await ask('GET', path).catch((error: unknown) => {
        unless(404)(error)
        return null
      })
      return answer ? textOf(Buffer.from(await answer.body.arrayBuffer())) : ''
    },
    networks: () => read('/networks'),
    createNetwork: (body) => act('POST', '/networks/create', body),
    removeNetwork: (name) => act('DELETE', `/networks/${name}`).catch(unless(404)),
    follow: async function* (connected, signal) {
      const answer = await ask('GET', '/events', undefined, { signal, bodyTimeout: 0 })
      connected()
      let rest = ''
      for await (const piece of answer.body.setEncoding('utf8')) {
        const lines = `${rest}${piece}`.split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) if (line !== '') yield JSON.parse(line) as EngineEvent
      }
    },
    close: () => dispatcher.destroy()
  }
}

const unless =
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
