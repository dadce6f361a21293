import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Log } from '../lib/log.ts'
import type { Driver } from '../orchestrator/drivers/contract.ts'
import { createDockerDriver } from '../orchestrator/drivers/docker/docker-driver.ts'
import { openEngine } from '../orchestrator/drivers/docker/engine.ts'
import type { DriverName } from '../orchestrator/drivers/names.ts'
import { createProcessDriver } from '../orchestrator/drivers/process/process-driver.ts'
import { createSwarmDriver } from '../orchestrator/drivers/swarm/swarm-driver.ts'
import { openSwarm } from '../orchestrator/drivers/swarm/swarm-engine.ts'
import type { Config } from './config/config.ts'
import { gateSocket, partsOf, volumesOf } from './config/docker.ts'
import { openKubernetesDriver } from './open-kubernetes.ts'
import { StartError } from './start-error.ts'

/** So long a worker that was asked to end works on for its sessions to be moved: less than what supervisors wait before they kill. */
export const move_seconds = 20

/** What shared workers in containers may have besides; those of a plan have what it says. */
const shared_pids_max = 256
const shared_log_mb = 50

/** Makes the driver that `DRIVER` names. `ended` hears of workers that have ended. */
export const openDriver = (config: Config, log: Log, ended: () => void): Promise<Driver> =>
  makers[config.DRIVER](config, log, ended)

type Make = (config: Config, log: Log, ended: () => void) => Promise<Driver>

const ports = (config: Config, host: string) => ({
  host,
  first: config.WORKER_PORT_FIRST,
  last: config.WORKER_PORT_LAST
})

const makeProcessDriver: Make = async (config, log, ended) =>
  createProcessDriver({
    log,
    worker_file: fileURLToPath(new URL('./worker.ts', import.meta.url)),
    log_folder: join(config.DATA_DIR, 'logs'),
    environment: {
      ...inherited(['PATH', 'HOME', 'TZ', 'LANG', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']),
      // A worker that finds its code compiled is up in two thirds of the time, which its sessions wait for.
      NODE_COMPILE_CACHE: resolve(config.DATA_DIR, 'cache')
    },
    ports: ports(config, config.WORKER_HOST),
    ended
  })

const makeDockerDriver: Make = async (config, log, ended) => {
  const [image] = partsOf(config.WORKER_IMAGE)
  if (image === undefined)
    throw new StartError(
      'Set WORKER_IMAGE: DRIVER=docker starts workers of this image. `npm run image` builds it and prints its digest.'
    )
  const socket = gateSocket(config)
  return createDockerDriver({
    log,
    socket,
    engine_id: await engineId(socket),
    installation: config.DOCKER_INSTALLATION,
    image,
    ports: ports(config, '127.0.0.1'),
    subnets: config.WORKER_SUBNETS,
    volumes: volumesOf(config.WORKER_VOLUMES),
    environment: inherited(['TZ', 'LANG']),
    shared_limits: sharedLimits(config),
    ended
  })
}

/** A worker is told to move its sessions, which takes a while, before its node ends it. */
const orchestrated_stop_seconds = move_seconds + 5

const makeSwarmDriver: Make = async (config, log, ended) => {
  const [image] = partsOf(config.WORKER_IMAGE)
  if (image === undefined)
    throw new StartError(
      'Set WORKER_IMAGE: DRIVER=swarm starts workers of this image, which each node has to have or be able to pull. `npm run image` builds it and prints its digest.'
    )
  const socket = gateSocket(config)
  return createSwarmDriver({
    log,
    socket,
    cluster_id: await clusterId(socket),
    installation: config.DOCKER_INSTALLATION,
    image,
    ports: ports(config, ''),
    subnets: config.WORKER_SUBNETS,
    volumes: volumesOf(config.WORKER_VOLUMES),
    environment: inherited(['TZ', 'LANG']),
    shared_limits: sharedLimits(config),
    constraints: partsOf(config.SWARM_CONSTRAINTS),
    spread: config.SWARM_SPREAD,
    stop_seconds: orchestrated_stop_seconds,
    ended
  })
}

const clusterId = async (socket: string): Promise<string> => {
  const engine = openSwarm(socket)
  try {
    const { Swarm } = await engine.info()
    if (Swarm.ControlAvailable && Swarm.Cluster) return Swarm.Cluster.ID
    throw new Error('the engine behind docker-gate is no manager of a swarm')
  } catch (error) {
    throw new StartError(
      `DRIVER=swarm cannot be used: ${(error as Error).message}. Start docker-gate on a manager of the swarm (docker swarm init makes one).`,
      { cause: error }
    )
  } finally {
    await engine.close()
  }
}

const sharedLimits = (config: Config) => ({
  cpu_millis: config.SHARED_WORKER_CPU_MILLIS,
  memory_mb: config.SHARED_WORKER_MEMORY_MB,
  pids_max: shared_pids_max,
  log_mb: shared_log_mb
})

const engineId = async (socket: string): Promise<string> => {
  const engine = openEngine(socket)
  try {
    return (await engine.info()).ID
  } catch (error) {
    throw new StartError(
      `DRIVER=docker cannot be used: ${(error as Error).message}. Start docker-gate, and the Docker engine behind it.`,
      { cause: error }
    )
  } finally {
    await engine.close()
  }
}

const makers: Record<DriverName, Make> = {
  process: makeProcessDriver,
  docker: makeDockerDriver,
  swarm: makeSwarmDriver,
  kubernetes: (config, log, ended) =>
    openKubernetesDriver(config, {
      log,
      ended,
      environment: inherited(['TZ', 'LANG']),
      shared_limits: sharedLimits(config),
      stop_seconds: orchestrated_stop_seconds
    })
}

/** Of this process's environment a worker gets what programs need to run, and none of its secrets. */
const inherited = (names: string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    })
  )
