import { containerName, instance_label, worker_port } from '../../../domain/worker-container.ts'
import type { Driver, FoundWorker, Known } from '../contract.ts'
import { createPorts } from '../ports.ts'
import type { DockerContext, DockerDriverOptions } from './docker-context.ts'
import { endContainers, tidyContainers } from './end-containers.ts'
import { openEngine } from './engine.ts'
import { createExits } from './exits.ts'
import { followContainers } from './follow-containers.ts'
import { EngineUnavailable } from './gate.ts'
import { createNetworks } from './networks.ts'
import { startContainer } from './start-container.ts'

const log_lines_max = 500

/**
 * Workers as containers of the engine behind docker-gate. A worker is `docker:<engine>:<container>`; its name and labels say
 * which instance it is, so another orchestrator finds it. Workers of one placement share a network, in which they do not
 * reach each other; those of different placements have none in common. Ends are told by the engine.
 */
export const createDockerDriver = (options: DockerDriverOptions): Driver => {
  const { log } = options
  const claim = `docker:${options.engine_id}:`
  const engine = openEngine(options.socket)
  const ports = createPorts(options.ports)
  const exits = createExits(engine, log)
  const watched = new Set<string>()
  let closed = false
  const containers = followContainers(engine, log, async (instance_id, exit_code) => {
    if (!watched.has(instance_id)) return
    await exits.note(instance_id, exit_code)
    ports.release(instance_id)
    if (!watched.delete(instance_id) || closed) return
    log.info({ instance_id, exit_code }, 'worker container ended')
    options.ended(instance_id)
  })
  const context: DockerContext = {
    options,
    claim,
    engine,
    networks: createNetworks(engine, options),
    ports,
    containers,
    exits,
    watched,
    starting: new Map()
  }
  const isOurs = (instance: Known): boolean => instance.reference?.startsWith(claim) ?? false

  return {
    name: 'docker',
    claim: () => claim,
    hasRoom: ports.hasRoom,
    start: (spec) => startContainer(context, spec),
    stop: async (instance, how) => {
      if (!isOurs(instance)) return
      await engine.kill(containerName(instance.id), how === 'force' ? 'SIGKILL' : 'SIGTERM')
    },
    state: async (instance) => (isOurs(instance) ? stateOf(context, instance.id) : 'unknown'),
    find: () => findRunning(context),
    watch: (instance) => {
      if (isOurs(instance)) watched.add(instance.id)
    },
    exit: (instance) => exits.tell(instance.id),
    logs: async (instance, bytes_max) => {
      if (!isOurs(instance) || exits.isOver(instance.id)) return ''
      const text = (await engine.logs(containerName(instance.id), log_lines_max)).trim()
      return Buffer.from(text).subarray(-bytes_max).toString('utf8').trim()
    },
    tidy: (live_ids) => tidyContainers(context, live_ids),
    endAll: async () => {
      closed = true
      await endContainers(context)
    },
    close: () => {
      closed = true
      containers.close()
      void exits.settled().finally(() => engine.close())
    }
  }
}

const stateOf = async (
  { containers, engine, exits }: DockerContext,
  instance_id: string
): Promise<'running' | 'gone' | 'unknown'> => {
  if (containers.runs(instance_id)) return 'running'
  try {
    const found = await engine.inspect(containerName(instance_id))
    if (found?.State.Running) return 'running'
    if (found) await exits.note(instance_id, null)
    return 'gone'
  } catch (error) {
    // An engine that is down says nothing of its containers, which may go on.
    if (error instanceof EngineUnavailable) return 'unknown'
    throw error
  }
}

const findRunning = async ({
  engine,
  claim,
  options
}: DockerContext): Promise<Map<string, FoundWorker>> => {
  const found = (await engine.list()).filter((one) => one.State === 'running')
  return new Map(
    found.map((one) => {
      const port = one.Ports.find(({ PrivatePort }) => PrivatePort === worker_port)?.PublicPort
      return [
        one.Labels[instance_label] ?? '',
        {
          reference: `${claim}${one.Id}`,
          address: port ? { host: options.ports.host, port } : null
        }
      ]
    })
  )
}
