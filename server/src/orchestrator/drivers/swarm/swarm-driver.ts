import { containerName, placement_label } from '../../../domain/worker-container.ts'
import { pause } from '../../../lib/retry.ts'
import type { Driver, FoundWorker, Known, WorkerState } from '../contract.ts'
import { EngineError, EngineUnavailable } from '../docker/gate.ts'
import { createNetworks } from '../docker/networks.ts'
import { askToEnd } from './ask-to-end.ts'
import { createExits, type Exits, removeWorker } from './exits.ts'
import { startService, usedPorts } from './start-service.ts'
import type { SwarmContext, SwarmDriverOptions } from './swarm-context.ts'
import { openSwarm } from './swarm-engine.ts'
import { createSwarmView, hostOf, liveTask, portOf, workerState } from './swarm-view.ts'
import { endServices, tidyServices } from './tidy-services.ts'

const log_lines_max = 500
const look_every_ms = 1_000

/**
 * Workers as services of a Docker Swarm behind docker-gate, each with one task on whichever node the swarm chooses, which it
 * never starts again. A worker is `swarm:<swarm>:<node>/<service>`; name and labels say which instance it is. Managers tell
 * nothing of tasks by themselves, so one question a second serves for all. Of a lost node nothing is taken for gone.
 */
export const createSwarmDriver = (options: SwarmDriverOptions): Driver => {
  const { log } = options
  const engine = openSwarm(options.socket)
  const view = createSwarmView(engine)
  const context: SwarmContext = {
    options,
    claim: `swarm:${options.cluster_id}:`,
    engine,
    view,
    networks: createNetworks(engine, options, 'swarm'),
    watched: new Set(),
    starting: new Map()
  }
  const exits = createExits(removeWorker(context, containerName))
  const closed = new AbortController()
  const isOurs = (instance: Known): boolean =>
    instance.reference?.startsWith(context.claim) ?? false
  void tellEnds(context, exits, closed.signal)

  return {
    name: 'swarm',
    claim: () => context.claim,
    hasRoom: (instance_ids, taken) => hasRoom(context, instance_ids, taken),
    start: (spec) => startService(context, spec),
    stop: async (instance, how) => {
      if (!isOurs(instance)) return
      if (how === 'ask') return askToEnd(context, instance.id)
      await engine.removeService(containerName(instance.id))
    },
    state: async (instance) => (isOurs(instance) ? stateOf(context, exits, instance) : 'unknown'),
    find: () => findRunning(context),
    watch: (instance) => {
      if (isOurs(instance)) context.watched.add(instance.id)
    },
    exit: (instance) => exits.tell(instance.id),
    logs: async (instance, bytes_max) => {
      if (!isOurs(instance) || exits.isOver(instance.id)) return ''
      const text = (await engine.logs(containerName(instance.id), log_lines_max)).trim()
      return Buffer.from(text).subarray(-bytes_max).toString('utf8').trim()
    },
    tidy: (live_ids) => tidyServices(context, exits, live_ids),
    endAll: async () => {
      closed.abort()
      await endServices(context, exits)
      log.debug({}, 'services of workers are gone')
    },
    close: () => {
      closed.abort()
      void engine.close()
    }
  }
}

/** Tells the end of each worker that is watched. */
const tellEnds = async (
  { view, watched, options }: SwarmContext,
  exits: Exits,
  over: AbortSignal
): Promise<void> => {
  while (!over.aborted) {
    try {
      const snapshot = await view.look(look_every_ms / 2)
      for (const instance_id of watched) {
        if (liveTask(snapshot, instance_id)) continue
        // One that is gone with its service, or was never there, has no task at all.
        exits.note(instance_id, snapshot)
        if (!watched.delete(instance_id) || over.aborted) continue
        options.log.info({ instance_id }, 'worker service ended')
        options.ended(instance_id)
      }
    } catch (error) {
      if (!over.aborted) options.log.warn({ err: error }, 'swarm tells nothing, trying again')
    }
    await pause(look_every_ms, over)
  }
}

const stateOf = async (
  { view, claim }: SwarmContext,
  exits: Exits,
  instance: Known
): Promise<WorkerState> => {
  const node_id = instance.reference?.slice(claim.length).split('/')[0] || null
  try {
    const snapshot = await view.look()
    const state = workerState(snapshot, instance.id, node_id)
    if (state === 'gone') exits.note(instance.id, snapshot)
    return state
  } catch (error) {
    // A manager that is down, or has lost the other managers, says nothing of what runs.
    if (error instanceof EngineUnavailable || (error instanceof EngineError && error.status >= 500))
      return 'unknown'
    throw error
  }
}

const hasRoom = async (
  context: SwarmContext,
  instance_ids: string[],
  taken: { port: number }[]
): Promise<boolean> => {
  const snapshot = await context.view.look()
  const used = usedPorts(context, snapshot, taken)
  const { first, last } = context.options.ports
  let free = 0
  for (let port = first; port <= last; port++) if (!used.has(port)) free++
  const missing = instance_ids.filter(
    (id) => !snapshot.services.has(id) && !context.starting.get(id)?.port
  )
  return missing.length <= free
}

const findRunning = async ({ view, claim }: SwarmContext): Promise<Map<string, FoundWorker>> => {
  const snapshot = await view.look(0)
  const found = new Map<string, FoundWorker>()
  for (const instance_id of snapshot.tasks.keys()) {
    const task = liveTask(snapshot, instance_id)
    const service = snapshot.services.get(instance_id)
    if (!task || !service || service.Spec.Labels[placement_label] === undefined) continue
    const host = hostOf(snapshot.nodes.get(task.NodeID ?? ''))
    const port = portOf(service)
    found.set(instance_id, {
      reference: `${claim}${task.NodeID}/${task.ServiceID}`,
      address: host !== null && port !== null ? { host, port } : null
    })
  }
  return found
}
