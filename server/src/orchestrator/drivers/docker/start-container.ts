import { containerName, placementOf } from '../../../domain/worker-container.ts'
import type { StartedWorker, WorkerSpec } from '../contract.ts'
import { containerBody } from './container-body.ts'
import type { DockerContext } from './docker-context.ts'
import { EngineError } from './gate.ts'

/** Ports that were free when they were looked at and taken when the engine wanted them. */
const port_tries_max = 20

/** Starts a worker in a container on a port that nobody has. When it rejects nothing of it is left. */
export const startContainer = async (
  context: DockerContext,
  spec: WorkerSpec
): Promise<StartedWorker> => {
  const { watched, ports, starting } = context
  const placement = placementOf(spec)
  // Its network is in use before anybody is in it.
  starting.set(spec.instance_id, placement)
  watched.add(spec.instance_id)
  try {
    return await startSomewhere(context, spec, placement)
  } catch (error) {
    ports.release(spec.instance_id)
    watched.delete(spec.instance_id)
    throw explained(error, context.options.image)
  } finally {
    starting.delete(spec.instance_id)
  }
}

const startSomewhere = async (
  context: DockerContext,
  spec: WorkerSpec,
  placement: string
): Promise<StartedWorker> => {
  const { instance_id } = spec
  const { host } = context.options.ports
  const taken = [...spec.taken]
  for (let tries = 0; tries < port_tries_max; tries++) {
    const port = await context.ports.choose(instance_id, taken)
    await context.networks.ensure(placement)
    if (await startOn(context, spec, placement, port)) {
      const found = await context.engine.inspect(containerName(instance_id))
      return { reference: `${context.claim}${found?.Id ?? ''}`, host, port }
    }
    taken.push({ host, port })
    context.ports.release(instance_id)
  }
  throw new Error(`${port_tries_max} ports in a row were taken by other programs`)
}

/** Makes and starts the container on this port; false when something else has the port. */
const startOn = async (
  { engine, containers, options }: DockerContext,
  spec: WorkerSpec,
  placement: string,
  port: number
): Promise<boolean> => {
  const name = containerName(spec.instance_id)
  await engine.create(
    name,
    containerBody({
      installation: options.installation,
      image: options.image,
      instance_id: spec.instance_id,
      placement,
      limits: spec.limits ?? options.shared_limits,
      environment: { ...options.environment, ...spec.environment },
      port,
      volumes: options.volumes
    })
  )
  containers.starts(spec.instance_id)
  try {
    await engine.start(name)
    return true
  } catch (error) {
    containers.forget(spec.instance_id)
    await engine.remove(name)
    if (isPortTaken(error)) return false
    throw error
  }
}

const port_taken = /already (allocated|in use)/

const isPortTaken = (error: unknown): boolean =>
  error instanceof EngineError && port_taken.test(error.message)

/** What an operator can do about it, where that is known. */
const explained = (error: unknown, image: string): unknown =>
  error instanceof EngineError && error.status === 404 && /No such image/i.test(error.message)
    ? new Error(
        `The image ${image} (WORKER_IMAGE) is not on this machine: build, load or pull it.`,
        { cause: error }
      )
    : error
