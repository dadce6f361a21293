import {
  containerName,
  installation_label,
  instance_label,
  placementOf,
  secret_variables,
  secrets_file,
  secrets_variable
} from '../../../domain/worker-container.ts'
import { pause } from '../../../lib/retry.ts'
import { MachineLostError, NoRoomError, type StartedWorker, type WorkerSpec } from '../contract.ts'
import { EngineError } from '../docker/gate.ts'
import { serviceBody } from './service-body.ts'
import type { SwarmContext } from './swarm-context.ts'
import type { SwarmTask } from './swarm-engine.ts'
import { hasEnded, hostOf, isLost, portOf, type Snapshot } from './swarm-view.ts'

/** Ports that are in use on a node by something else than workers. */
const port_tries_max = 20
/** To find a node, fetch what is missing of the image, and start. */
const start_ms_max = 60_000
/** A node may be full for a moment, while a worker of it ends. */
const no_node_ms_max = 3_000
const look_every_ms = 200

/** Starts a worker as a service on some node. When it rejects nothing of it is left but what its node still ends. */
export const startService = async (
  context: SwarmContext,
  spec: WorkerSpec
): Promise<StartedWorker> => {
  const { engine, watched, starting } = context
  const { instance_id } = spec
  const placement = placementOf(spec)
  const name = containerName(instance_id)
  starting.set(instance_id, { placement, port: null })
  try {
    const told = await handOver(context, spec)
    const refused: number[] = []
    while (refused.length < port_tries_max) {
      const port = await choosePort(context, spec, refused)
      await context.networks.ensure(placement)
      const started = await startOn(context, spec, { placement, port, ...told })
      if (started) {
        watched.add(instance_id)
        return started
      }
      refused.push(port)
      await engine.removeService(name)
    }
    throw new Error(`${port_tries_max} ports in a row were taken by other programs`)
  } catch (error) {
    // What cannot be taken away now is by the next `tidy`.
    await engine.removeService(name).catch(() => undefined)
    await engine.removeSecret(name).catch(() => undefined)
    throw error
  } finally {
    starting.delete(instance_id)
  }
}

type Told = { environment: Record<string, string>; secret_id: string | null }

/** What opens something goes to the manager as a secret; the rest stands in the service. */
const handOver = async ({ engine, options }: SwarmContext, spec: WorkerSpec): Promise<Told> => {
  const all = Object.entries({ ...options.environment, ...spec.environment })
  const secret = all.filter(([name]) => secret_variables.includes(name))
  const environment = Object.fromEntries(all.filter(([name]) => !secret_variables.includes(name)))
  if (secret.length === 0) return { environment, secret_id: null }
  const secret_id = await engine.createSecret({
    Name: containerName(spec.instance_id),
    Labels: {
      [installation_label]: options.installation,
      [instance_label]: spec.instance_id
    },
    Data: Buffer.from(JSON.stringify(Object.fromEntries(secret))).toString('base64')
  })
  return { environment: { ...environment, [secrets_variable]: secrets_file }, secret_id }
}

/** A port that no worker of any node has, so that whichever node is chosen has it free. */
const choosePort = async (
  context: SwarmContext,
  spec: WorkerSpec,
  refused: number[]
): Promise<number> => {
  const snapshot = await context.view.look(0)
  const used = usedPorts(context, snapshot, spec.taken)
  const { first, last } = context.options.ports
  for (let port = first; port <= last; port++) {
    if (used.has(port) || refused.includes(port)) continue
    const placed = context.starting.get(spec.instance_id)
    if (placed) placed.port = port
    return port
  }
  throw new NoRoomError(`every port from ${first} to ${last} is taken by a worker of the swarm`)
}

/** Ports of services, of tasks that still end, of instances, and of what is being started. */
export const usedPorts = (
  { starting }: Pick<SwarmContext, 'starting'>,
  snapshot: Snapshot,
  taken: { port: number }[]
): Set<number> =>
  new Set([
    ...taken.map(({ port }) => port),
    ...[...snapshot.services.values()].map((service) => portOf(service) ?? 0),
    ...[...snapshot.tasks.values()]
      .flat()
      .filter((task) => !hasEnded(task))
      .flatMap((task) => task.Status.PortStatus?.Ports?.map((one) => one.PublishedPort) ?? []),
    ...[...starting.values()].map(({ port }) => port ?? 0)
  ])

/** Makes the service and waits until its container runs; null when its node has something else on this port. */
const startOn = async (
  context: SwarmContext,
  spec: WorkerSpec,
  given: Told & { placement: string; port: number }
): Promise<StartedWorker | null> => {
  const { engine, view, options, claim } = context
  const { instance_id } = spec
  await engine.createService(
    serviceBody({
      installation: options.installation,
      image: options.image,
      instance_id,
      limits: spec.limits ?? options.shared_limits,
      volumes: options.volumes,
      constraints: options.constraints,
      spread: options.spread,
      stop_seconds: options.stop_seconds,
      ...given
    })
  )
  const began_ms = performance.now()
  for (;;) {
    await pause(look_every_ms)
    const snapshot = await view.look(look_every_ms)
    const task = newest(snapshot, instance_id)
    const passed_ms = performance.now() - began_ms
    const host = hostOf(snapshot.nodes.get(task?.NodeID ?? ''))
    // One that has run and ended already was started too: its end is told.
    if (task && host !== null && hasRun(task))
      return { reference: `${claim}${task.NodeID}/${task.ServiceID}`, host, port: given.port }
    if (task && hasEnded(task)) {
      if (port_taken.test(task.Status.Err ?? '')) return null
      throw explained(task, options.image)
    }
    // It has no session yet, so whatever becomes of it there, another one may take its place.
    if (task && isLost(snapshot, task))
      throw new MachineLostError(`The worker was not started: its node ${task.NodeID} is lost.`)
    if (task?.Status.Err && !task.NodeID && passed_ms > no_node_ms_max)
      throw new NoRoomError(`no node of the swarm takes it: ${task.Status.Err}`)
    if (passed_ms > start_ms_max)
      throw new Error(
        `The worker was not started within ${start_ms_max / 1000} seconds (${task?.Status.State ?? 'no task'}). Is the image ${options.image} (WORKER_IMAGE) on each node, or its registry in reach?`
      )
  }
}

const newest = (snapshot: Snapshot, instance_id: string): SwarmTask | undefined => {
  // Of an earlier try with another port a task may be left, which ends.
  const service = snapshot.services.get(instance_id)
  return snapshot.tasks.get(instance_id)?.find((task) => task.ServiceID === service?.ID)
}

const hasRun = (task: SwarmTask): boolean =>
  ['running', 'complete'].includes(task.Status.State) ||
  (task.Status.State === 'failed' && /non-zero exit/.test(task.Status.Err ?? ''))

const port_taken = /already (allocated|in use)/

/** What an operator can do about it, where that is known. */
const explained = (task: SwarmTask, image: string): Error => {
  const words = task.Status.Err ?? task.Status.State
  return new Error(
    /No such image|not found|pull access/i.test(words)
      ? `The image ${image} (WORKER_IMAGE) is not on node ${task.NodeID}: build, load or pull it there.`
      : `Node ${task.NodeID} cannot start the worker: ${words}`,
    { cause: new EngineError(0, words) }
  )
}
