import type { Log } from '../../../lib/log.ts'
import type { DriverOptions, WorkerLimits } from '../contract.ts'
import type { ClusterApi, Owner } from './cluster-api.ts'
import type { ClusterView } from './cluster-view.ts'
import type { Toleration } from './pod-body.ts'

export type KubernetesDriverOptions = DriverOptions & {
  log: Log
  cluster: ClusterApi
  /** The namespace's own id, so that workers of another cluster are never taken for gone. */
  namespace_id: string
  installation: string
  image: string
  /** With which workers are deleted. */
  owner: Owner | null
  /** What every worker is told of the environment. */
  environment: Record<string, string>
  /** What shared workers may use. */
  shared_limits: WorkerLimits
  node_selector: Record<string, string>
  tolerations: Toleration[]
  pull_secrets: string[]
  spread: string[]
  /** So long a worker may take to end once it was asked; then its node ends it. */
  stop_seconds: number
  /** So long a worker waits for a node with room. */
  node_wait_ms: number
  /** So long it may take from there on until its container runs: an image may have to be fetched. */
  start_ms_max: number
}

/** What the driver is made of. */
export type KubernetesContext = {
  options: KubernetesDriverOptions
  /** The beginning of all references of this namespace. */
  claim: string
  cluster: ClusterApi
  view: ClusterView
  /** Instances whose end is to be told. */
  watched: Set<string>
  /** Instances that are being started. */
  starting: Set<string>
}
