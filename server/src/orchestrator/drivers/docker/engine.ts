import { openGate, unless } from './gate.ts'

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

/** The engine, as docker-gate shows it at this socket. */
export const openEngine = (socket: string): Engine => {
  const { ask, read, act, readLog, close } = openGate(socket)
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
    logs: (name, lines_max) =>
      readLog(`/containers/${name}/logs?stdout=true&stderr=true&tail=${lines_max}`),
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
    close
  }
}
