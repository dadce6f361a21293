import { instance_label } from '../../../domain/worker-container.ts'
import type { WorkerState } from '../contract.ts'
import type { SwarmEngine, SwarmNode, SwarmService, SwarmTask } from './swarm-engine.ts'

/** What the manager said last: nodes, services and the tasks of each instance. */
export type Snapshot = {
  nodes: Map<string, SwarmNode>
  services: Map<string, SwarmService>
  tasks: Map<string, SwarmTask[]>
}

export type SwarmView = {
  /** Not older than `fresh_ms`. Those who ask at once share one answer. */
  look(fresh_ms?: number): Promise<Snapshot>
}

const usually_fresh_ms = 400

export const createSwarmView = (engine: SwarmEngine): SwarmView => {
  let seen: Snapshot | null = null
  let seen_ms = 0
  let looking: { began_ms: number; snapshot: Promise<Snapshot> } | null = null

  const ask = async (began_ms: number): Promise<Snapshot> => {
    try {
      const [nodes, services, tasks] = await Promise.all([
        engine.nodes(),
        engine.services(),
        engine.tasks()
      ])
      seen = {
        nodes: new Map(nodes.map((one) => [one.ID, one])),
        services: new Map(services.map((one) => [one.Spec.Labels[instance_label] ?? '', one])),
        tasks: Map.groupBy(tasks, (one) => instanceOf(one))
      }
      seen_ms = began_ms
      return seen
    } finally {
      looking = null
    }
  }

  return {
    look: (fresh_ms = usually_fresh_ms) => {
      const now_ms = performance.now()
      if (seen && now_ms - seen_ms <= fresh_ms) return Promise.resolve(seen)
      if (looking && now_ms - looking.began_ms <= fresh_ms) return looking.snapshot
      const asked = { began_ms: now_ms, snapshot: ask(now_ms) }
      looking = asked
      return asked.snapshot
    }
  }
}

export const instanceOf = (task: SwarmTask): string =>
  task.Spec.ContainerSpec.Labels?.[instance_label] ?? ''

/** States that the node of a task reports when its container is no more. `orphaned` is none: there it is not known. */
const ended = new Set(['complete', 'failed', 'shutdown', 'rejected'])

export const hasEnded = (task: SwarmTask): boolean => ended.has(task.Status.State)

/** The task of which the container may run. One for which no node was found has none. */
export const liveTask = (snapshot: Snapshot, instance_id: string): SwarmTask | undefined =>
  snapshot.tasks
    .get(instance_id)
    ?.find((task) => task.NodeID !== undefined && task.NodeID !== '' && !hasEnded(task))

/**
 * How the worker is. Containers of a node that is lost may go on for ever, so nothing is gone there until the node is back and
 * says so itself; a task that has gone with its node is not known to have ended either.
 */
export const workerState = (
  snapshot: Snapshot,
  instance_id: string,
  node_id: string | null
): WorkerState => {
  const live = liveTask(snapshot, instance_id)
  if (live) return isReady(snapshot, live.NodeID) && isKnown(live) ? 'running' : 'unknown'
  if (snapshot.tasks.has(instance_id) || node_id === null) return 'gone'
  return isReady(snapshot, node_id) ? 'gone' : 'unknown'
}

const isReady = ({ nodes }: Snapshot, node_id: string | undefined): boolean =>
  nodes.get(node_id ?? '')?.Status.State === 'ready'

/** Whether its node is lost before it has said that the container runs: nothing will be heard of it until the node is back. */
export const isLost = ({ nodes }: Snapshot, task: SwarmTask): boolean =>
  lost.has(nodes.get(task.NodeID ?? '')?.Status.State ?? '')

const lost = new Set(['down', 'disconnected'])

const isKnown = (task: SwarmTask): boolean => task.Status.State !== 'orphaned'

const everywhere = '0.0.0.0'

/** Where the other machines reach a node. */
export const hostOf = (node: SwarmNode | undefined): string | null => {
  const address = node?.Status.Addr ?? ''
  if (address !== '' && address !== everywhere) return address
  return node?.ManagerStatus?.Addr.replace(/:\d+$/, '') ?? null
}

export const portOf = (service: SwarmService | undefined): number | null =>
  service?.Spec.EndpointSpec.Ports[0]?.PublishedPort ?? null
