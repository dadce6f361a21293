import type { WorkerVolume } from '../../../domain/worker-container.ts'
import type { Log } from '../../../lib/log.ts'
import type { DriverOptions, WorkerLimits } from '../contract.ts'
import type { Networks } from '../docker/networks.ts'
import type { SwarmEngine } from './swarm-engine.ts'
import type { SwarmView } from './swarm-view.ts'

export type SwarmDriverOptions = DriverOptions & {
  log: Log
  /** The socket of docker-gate, which asks a manager. */
  socket: string
  /** The swarm's own id, so that workers of another one are never taken for gone. */
  cluster_id: string
  installation: string
  image: string
  /** Ports of the nodes that lead to workers. */
  ports: { first: number; last: number }
  subnets: string
  volumes: WorkerVolume[]
  /** What every worker is told of the environment. */
  environment: Record<string, string>
  /** What shared workers may use. */
  shared_limits: WorkerLimits
  constraints: string[]
  spread: string | undefined
  /** So long a worker may take to end once it was asked; then its node ends it. */
  stop_seconds: number
}

/** What the driver is made of. */
export type SwarmContext = {
  options: SwarmDriverOptions
  /** The beginning of all references of this swarm. */
  claim: string
  engine: SwarmEngine
  view: SwarmView
  networks: Networks
  /** Instances whose end is to be told. */
  watched: Set<string>
  /** Instances that are being started, with their placements and ports. */
  starting: Map<string, { placement: string; port: number | null }>
}
