import { installation_label } from '../../../domain/worker-container.ts'
import { createBoundedMap } from '../../../lib/bounded-map.ts'
import type { Log } from '../../../lib/log.ts'
import type { WorkerState } from '../contract.ts'
import { type ClusterApi, ClusterUnavailable, type V1Node, type V1Pod } from './cluster-api.ts'
import { endedWhenDeleted, hasEnded, instanceOf, isReady, nodeOf, podState } from './pod-state.ts'

/** Pods and nodes as the cluster tells of them, so that nobody has to ask for each. */
export type ClusterView = {
  /** Resolves when they are known; rejects when the cluster cannot be asked. */
  ready(): Promise<void>
  pod(instance_id: string): V1Pod | undefined
  /** Those of this installation, as they were known last. */
  pods(): V1Pod[]
  /** How a worker is that was on this node, if that is known. */
  state(instance_id: string, node_name: string | null): WorkerState
  close(): void
}

export type ViewOptions = {
  cluster: ClusterApi
  log: Log
  installation: string
  /** A pod whose end was not seen may run for so long after it has gone from the cluster. */
  after_ms: number
  /** Nothing of a pod runs any more, or it has gone from the cluster (`deleted`), or its node has. */
  ended: (pod: V1Pod, is_deleted: boolean) => void
}

/** Pods that went while they ran, as far as anybody knows: somebody has deleted them by force. */
const vanished_max = 1_000

export const createClusterView = (options: ViewOptions): ClusterView => {
  const { cluster, log } = options
  const pods = new Map<string, V1Pod>()
  const nodes = new Map<string, V1Node>()
  const vanished = createBoundedMap<string, { node: string | null; at_ms: number }>(vanished_max)
  const lost = (kind: string) => (error: unknown) =>
    log.warn({ err: error, kind }, 'cluster tells nothing, trying again')

  const pods_told = cluster.followPods(`${installation_label}=${options.installation}`, {
    changed: (pod) => {
      pods.set(instanceOf(pod), pod)
      vanished.delete(instanceOf(pod))
      if (hasEnded(pod)) options.ended(pod, false)
    },
    deleted: (pod) => {
      const instance_id = instanceOf(pod)
      pods.delete(instance_id)
      if (!endedWhenDeleted(pod))
        vanished.set(instance_id, { node: nodeOf(pod), at_ms: performance.now() })
      options.ended(pod, true)
    },
    lost: lost('pods')
  })
  const nodes_told = cluster.followNodes({
    changed: (node) => void nodes.set(node.metadata?.name ?? '', node),
    deleted: (node) => {
      const name = node.metadata?.name ?? ''
      nodes.delete(name)
      for (const pod of pods.values()) if (nodeOf(pod) === name) options.ended(pod, false)
    },
    lost: lost('nodes')
  })

  const nodeState = (name: string | null): WorkerState => {
    if (name === null) return 'gone'
    const node = nodes.get(name)
    return !node || isReady(node) ? 'gone' : 'unknown'
  }

  return {
    ready: async () => {
      const tried = await Promise.allSettled([pods_told.ready, nodes_told.ready])
      if (pods_told.isTold() && nodes_told.isTold()) return
      const failed = tried.find((one) => one.status === 'rejected')
      throw failed?.reason ?? new ClusterUnavailable('the cluster tells nothing at the moment')
    },
    pod: (instance_id) => pods.get(instance_id),
    pods: () => [...pods.values()],
    state: (instance_id, node_name) => {
      if (!pods_told.isTold() || !nodes_told.isTold()) return 'unknown'
      const pod = pods.get(instance_id)
      if (pod) return podState(pod, (name) => nodes.get(name))
      const gone = vanished.get(instance_id)
      if (!gone) return nodeState(node_name)
      const node = gone.node ?? node_name
      if (node !== null && !nodes.has(node)) return 'gone'
      return performance.now() - gone.at_ms < options.after_ms ? 'unknown' : nodeState(node)
    },
    close: () => {
      pods_told.close()
      nodes_told.close()
    }
  }
}
