import type { WorkerVolume } from '../../../domain/worker-container.ts'
import type { Log } from '../../../lib/log.ts'
import type { DriverOptions, WorkerLimits } from '../contract.ts'
import type { PortRange, Ports } from '../ports.ts'
import type { Engine } from './engine.ts'
import type { Exits } from './exits.ts'
import type { FollowedContainers } from './follow-containers.ts'
import type { Networks } from './networks.ts'

export type DockerDriverOptions = DriverOptions & {
  log: Log
  /** The socket of docker-gate. */
  socket: string
  /** The engine's own id, so that workers of another machine are never taken for gone. */
  engine_id: string
  installation: string
  image: string
  /** Ports of this machine's loopback address that lead to workers. */
  ports: PortRange
  subnets: string
  volumes: WorkerVolume[]
  /** What every worker is told of the environment. */
  environment: Record<string, string>
  /** What shared workers may use. */
  shared_limits: WorkerLimits
}

/** What the driver is made of. */
export type DockerContext = {
  options: DockerDriverOptions
  /** The beginning of all references of this engine. */
  claim: string
  engine: Engine
  networks: Networks
  ports: Ports
  containers: FollowedContainers
  exits: Exits
  /** Instances whose end is to be told. */
  watched: Set<string>
  /** Instances that are being started, with their placements. */
  starting: Map<string, string>
}
