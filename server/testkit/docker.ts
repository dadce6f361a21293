import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { promisify } from 'node:util'
import { createCallJudge } from '../src/docker-gate/calls.ts'
import { createDockerGate } from '../src/docker-gate/serve.ts'
import { installation_label, worker_variables } from '../src/domain/worker-container.ts'
import { createLog } from '../src/lib/log.ts'
import type { Driver, DriverOptions } from '../src/orchestrator/drivers/contract.ts'
import { createDockerDriver } from '../src/orchestrator/drivers/docker/docker-driver.ts'
import { openEngine } from '../src/orchestrator/drivers/docker/engine.ts'
import { reserveWorkerPorts } from './worker-ports.ts'

const run = promisify(execFile)

/** The command line of Docker, as an operator has it: it passes docker-gate by. */
export const docker = async (...words: string[]): Promise<string> =>
  (await run('docker', words, { maxBuffer: 16 * 2 ** 20 })).stdout.trim()

export const with_docker = Boolean(process.env['DOCKER_TESTS'])

export const left_out =
  'workers in containers were not tried: "npm run docker" does (needs Docker and root)'

export const leaveOutWithoutDocker = (t: TestContext): boolean => {
  if (with_docker) return false
  t.skip(left_out)
  return true
}

/** An image that the step before the tests has built, by its digest. */
export const testImage = (name: 'product' | 'driver-worker'): Promise<string> =>
  docker('image', 'inspect', '--format', '{{.Id}}', `whatsapp-saas-test:${name}`)

export const engine_socket = '/var/run/docker.sock'
/** What a worker of the tests may be told besides. */
export const test_variables = [...worker_variables, 'FOR_THE_WORKER', 'STUBBORN']
export const subnets = '10.213.0.0/16'

export type DockerBed = {
  installation: string
  /** The socket of docker-gate. */
  socket: string
  folder: string
  first: number
  last: number
  /** A driver of this installation, with these ports or behind this gate instead. */
  driver(options: DriverOptions, more?: { last?: number; socket?: string }): Driver
}

/** An installation of its own behind a docker-gate of its own; nothing of it is left when the test is over. */
export const dockerBed = async (
  t: { after(step: () => unknown): void },
  image: string,
  shared_memory_mb = 256
): Promise<DockerBed> => {
  const installation = `test-${crypto.randomUUID().slice(0, 8)}`
  const folder = await mkdtemp(join(tmpdir(), 'gateway-docker-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  t.after(() => removeAll(installation))
  const { first, last, release } = await reserveWorkerPorts()
  t.after(release)
  const log = createLog({ level: process.env['TEST_LOG'] ?? 'silent', role: 'docker' })
  const gate = createDockerGate({
    policy: {
      installation,
      images: [image],
      ports: { first, last },
      subnets,
      volumes: [],
      variables: test_variables,
      constraints: []
    },
    judge: createCallJudge,
    engine_socket,
    log
  })
  const socket = join(folder, 'gate.sock')
  await new Promise<void>((resolve) => gate.server.listen(socket, resolve))
  t.after(() => gate.close())
  const engine = openEngine(socket)
  const { ID } = await engine.info()
  await engine.close()
  return {
    installation,
    socket,
    folder,
    first,
    last,
    driver: (options, more = {}) =>
      createDockerDriver({
        ...options,
        log,
        socket: more.socket ?? socket,
        engine_id: ID,
        installation,
        image,
        ports: { host: '127.0.0.1', first, last: more.last ?? last },
        subnets,
        volumes: [],
        environment: {},
        shared_limits: {
          cpu_millis: 1_000,
          memory_mb: shared_memory_mb,
          pids_max: 64,
          log_mb: 4
        }
      })
  }
}

/** Containers and networks of an installation, whatever became of them. */
export const removeAll = async (installation: string): Promise<void> => {
  const filter = `label=${installation_label}=${installation}`
  const containers = await docker('ps', '-aq', '--filter', filter)
  if (containers) await docker('rm', '-f', ...containers.split('\n'))
  const networks = await docker('network', 'ls', '-q', '--filter', filter)
  if (networks) await docker('network', 'rm', ...networks.split('\n'))
}
