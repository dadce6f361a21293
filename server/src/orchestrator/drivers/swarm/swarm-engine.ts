import { type Gate, openGate, unless } from '../docker/gate.ts'
import type { NetworkCalls } from '../docker/networks.ts'

export type SwarmNode = {
  ID: string
  Status: { State: string; Addr: string }
  ManagerStatus?: { Addr: string }
}

export type SwarmTask = {
  ID: string
  ServiceID: string
  /** Unset as long as no node was found for it. */
  NodeID?: string
  DesiredState: string
  Status: {
    State: string
    Err?: string
    ContainerStatus?: { ExitCode: number; PID?: number }
    PortStatus?: { Ports?: { PublishedPort: number }[] }
  }
  Spec: {
    ContainerSpec: { Labels?: Record<string, string> }
    Resources?: { Limits?: { MemoryBytes?: number } }
  }
}

export type SwarmService = {
  ID: string
  Version: { Index: number }
  Spec: ServiceSpec
}

/** As much of a service as is ours. */
export type ServiceSpec = {
  Name: string
  Labels: Record<string, string>
  TaskTemplate: {
    ContainerSpec: {
      Image: string
      Args: string[]
      Env: string[]
      Labels: Record<string, string>
      Mounts?: object[]
      Secrets?: { SecretID: string; SecretName: string }[]
    } & Record<string, unknown>
    Placement?: { Constraints?: string[] }
  } & Record<string, unknown>
  EndpointSpec: { Ports: { PublishedPort: number }[] } & Record<string, unknown>
}

export type SwarmInfo = {
  Swarm: { ControlAvailable: boolean; Cluster?: { ID: string } | null; Error?: string }
}

/** A little of what a manager of a swarm can do: as much as docker-gate lets through. */
export type SwarmEngine = NetworkCalls & {
  info(): Promise<SwarmInfo>
  nodes(): Promise<SwarmNode[]>
  tasks(): Promise<SwarmTask[]>
  services(): Promise<SwarmService[]>
  service(name: string): Promise<SwarmService | null>
  createService(body: object): Promise<void>
  updateService(name: string, version: number, body: object): Promise<void>
  removeService(name: string): Promise<void>
  secrets(): Promise<{ ID: string; Spec: { Name: string; Labels?: Record<string, string> } }[]>
  createSecret(body: object): Promise<string>
  removeSecret(name: string): Promise<void>
  logs(name: string, lines_max: number): Promise<string>
  close(): Promise<void>
}

/** The manager of the swarm, as docker-gate shows it at this socket. */
export const openSwarm = (socket: string): SwarmEngine => {
  const gate: Gate = openGate(socket)
  const { read, act } = gate
  return {
    info: () => read('/info'),
    nodes: () => read('/nodes'),
    tasks: () => read('/tasks'),
    services: () => read('/services'),
    service: (name) =>
      read<SwarmService>(`/services/${name}`).catch((error: unknown) => {
        unless(404)(error)
        return null
      }),
    createService: (body) => act('POST', '/services/create', body),
    updateService: (name, version, body) =>
      act('POST', `/services/${name}/update?version=${version}`, body).catch(unless(404)),
    removeService: (name) => act('DELETE', `/services/${name}`).catch(unless(404)),
    secrets: () => read('/secrets'),
    createSecret: async (body) => {
      const answer = await gate.ask('POST', '/secrets/create', body)
      return ((await answer.body.json()) as { ID: string }).ID
    },
    removeSecret: (name) => act('DELETE', `/secrets/${name}`).catch(unless(404)),
    logs: (name, lines_max) =>
      gate.readLog(`/services/${name}/logs?stdout=true&stderr=true&tail=${lines_max}`),
    networks: () => read('/networks'),
    createNetwork: (body) => act('POST', '/networks/create', body),
    removeNetwork: (name) => act('DELETE', `/networks/${name}`).catch(unless(404)),
    close: gate.close
  }
}
