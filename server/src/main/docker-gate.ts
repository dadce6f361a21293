import { chown } from 'node:fs/promises'
import { createCallJudge } from '../docker-gate/calls.ts'
import { createDockerGate } from '../docker-gate/serve.ts'
import { createSwarmCallJudge } from '../docker-gate/swarm-calls.ts'
import { worker_variables } from '../domain/worker-container.ts'
import { createLog } from '../lib/log.ts'
import { type Config, readConfig } from './config/config.ts'
import { gateSocket, partsOf, volumesOf } from './config/docker.ts'
import { type Running, runProcess } from './run-process.ts'
import { StartError } from './start-error.ts'
import { takeSocket } from './take-socket.ts'

const own_user_only = 0o600
const group_too = 0o660

/** Starts the only process that opens the engine's socket. Resolves when it listens, also while the engine is down. */
export const startDockerGate = async (config: Config): Promise<Running> => {
  const images = partsOf(config.WORKER_IMAGE)
  if (images.length === 0) {
    throw new StartError(
      'Set WORKER_IMAGE: docker-gate lets only workers of this image start. `npm run image` builds it and prints its digest.'
    )
  }
  const log = createLog({ level: config.LOG_LEVEL, role: 'docker-gate' })
  const gate = createDockerGate({
    policy: {
      installation: config.DOCKER_INSTALLATION,
      images,
      ports: { first: config.WORKER_PORT_FIRST, last: config.WORKER_PORT_LAST },
      subnets: config.WORKER_SUBNETS,
      volumes: volumesOf(config.WORKER_VOLUMES),
      variables: worker_variables,
      constraints: partsOf(config.SWARM_CONSTRAINTS)
    },
    judge: config.DRIVER === 'swarm' ? createSwarmCallJudge : createCallJudge,
    engine_socket: config.DOCKER_SOCKET,
    log
  })
  const path = gateSocket(config)
  const group = config.DOCKER_GATE_GROUP
  const mode = group === undefined ? own_user_only : group_too
  const listening = await takeSocket(gate.server, path, mode).catch((error: Error) => {
    throw new StartError(
      `docker-gate cannot listen at ${path}: ${error.message}. Set DOCKER_GATE_SOCKET.`,
      { cause: error }
    )
  })
  if (!listening) throw new StartError(`Another docker-gate listens at ${path} already.`)
  if (group !== undefined) await chown(path, process.getuid?.() ?? 0, group)
  log.info({ path }, 'docker-gate up')
  return {
    stop: async () => {
      await gate.close()
      log.info('docker-gate stopped')
    }
  }
}

if (import.meta.main) await runProcess(() => startDockerGate(readConfig(process.env)))
