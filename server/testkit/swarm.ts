import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { GatePolicy } from '../src/docker-gate/policy.ts'
import { createDockerGate } from '../src/docker-gate/serve.ts'
import { createSwarmCallJudge } from '../src/docker-gate/swarm-calls.ts'
import { containerName, installation_label } from '../src/domain/worker-container.ts'
import { createLog } from '../src/lib/log.ts'
import type { Driver, DriverOptions } from '../src/orchestrator/drivers/contract.ts'
import { createSwarmDriver } from '../src/orchestrator/drivers/swarm/swarm-driver.ts'
import { openSwarm } from '../src/orchestrator/drivers/swarm/swarm-engine.ts'
import { docker, engine_socket, subnets, test_variables } from './docker.ts'
import { until } from './until.ts'
import { reserveWorkerPorts } from './worker-ports.ts'

const run = promisify(execFile)

/** The other nodes of the swarm that the step before the tests has made: engines of this machine in networks of their own. */
export const other_nodes = [2, 3] as const

/** The command line of Docker for one of them. */
export const onNode = (node: number, ...words: string[]): Promise<string> =>
  docker('--host', `unix:///tmp/whatsapp-saas-nodes/${node}/docker.sock`, ...words)

export type SwarmBed = {
  installation: string
  first: number
  driver(options: DriverOptions, more?: { last?: number; image?: string; anywhere?: true }): Driver
}

const on_this_machine = 'node.role==manager'

/** An installation of its own in the swarm, behind a docker-gate of its own; nothing of it is left when the test is over. */
export const swarmBed = async (
  t: { after(step: () => unknown): void },
  image: string,
  constraints: string[] = [on_this_machine]
): Promise<SwarmBed> => {
  const installation = `test-${crypto.randomUUID().slice(0, 8)}`
  const folder = await mkdtemp(join(tmpdir(), 'gateway-swarm-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  t.after(() => removeServices(installation))
  const { first, last, release } = await reserveWorkerPorts()
  t.after(release)
  const log = createLog({ level: process.env['TEST_LOG'] ?? 'silent', role: 'swarm' })
  const missing = `sha256:${'0'.repeat(64)}`
  const policy: GatePolicy = {
    installation,
    images: [image, missing],
    ports: { first, last },
    subnets,
    volumes: [],
    variables: test_variables,
    constraints
  }
  const gate = createDockerGate({ policy, judge: createSwarmCallJudge, engine_socket, log })
  const socket = join(folder, 'gate.sock')
  await new Promise<void>((resolve) => gate.server.listen(socket, resolve))
  t.after(() => gate.close())
  const engine = openSwarm(socket)
  const { Swarm } = await engine.info()
  await engine.close()
  return {
    installation,
    first,
    driver: (options, more = {}) =>
      createSwarmDriver({
        ...options,
        log,
        socket,
        cluster_id: Swarm.Cluster?.ID ?? '',
        installation,
        image: more.image ?? image,
        ports: { first, last: more.last ?? last },
        subnets,
        volumes: [],
        environment: {},
        shared_limits: { cpu_millis: 1_000, memory_mb: 256, pids_max: 64, log_mb: 4 },
        constraints,
        spread: undefined,
        stop_seconds: 3
      })
  }
}

/** Services, secrets and networks of an installation, whatever became of them. */
export const removeServices = async (installation: string): Promise<void> => {
  const filter = `label=${installation_label}=${installation}`
  for (const kind of ['service', 'secret'] as const) {
    const ids = await docker(kind, 'ls', '-q', '--filter', filter)
    if (ids) await docker(kind, 'rm', ...ids.split('\n'))
  }
  const networks = await docker('network', 'ls', '-q', '--filter', filter)
  // A network is in use until the last task of it has ended.
  for (const network of networks.split('\n').filter(Boolean))
    await until(
      `network ${network} is gone`,
      () =>
        docker('network', 'rm', network).then(
          () => true,
          (error: Error) => /not found|No such network/i.test(error.message)
        ),
      30_000
    )
}

const addressOf = (node: number): string => `10.77.0.${node}`

type ListedNode = { ID: string; Status: { Addr: string; State: string } }

const nodes = async (): Promise<ListedNode[]> => {
  const ids = await docker('node', 'ls', '-q')
  return JSON.parse(await docker('node', 'inspect', ...ids.split('\n'))) as ListedNode[]
}

export const waitNode = (node: number, state: 'ready' | 'down'): Promise<boolean> =>
  until(`node ${node} is ${state}`, async () =>
    (await nodes()).some(({ Status }) => Status.Addr === addressOf(node) && Status.State === state)
  )

/** Lets a node have tasks, or asks those that it has to end and gives it no others. */
export const drain = async (node: number, to: 'drain' | 'active'): Promise<void> => {
  const found = (await nodes()).find(({ Status }) => Status.Addr === addressOf(node))
  await docker('node', 'update', '--availability', to, found?.ID ?? '')
}

/** On which node the worker of an instance is, as the swarm sees it. */
export const nodeOf = async (instance_id: string): Promise<number | null> => {
  const name = containerName(instance_id)
  const words = ['--filter', 'desired-state=running', '--format', '{{.Node}}']
  const host = await docker('service', 'ps', ...words, name).catch(() => '')
  return host === '' ? null : Number(/^node(\d)$/.exec(host)?.[1] ?? 1)
}

/** Takes the line to the other nodes and the database away. What the node has goes on, and reaches the rest of the world. */
export const cutOff = (node: number): Promise<unknown> =>
  run('ip', ['link', 'set', `wanode${node}`, 'down'])

export const plugIn = (node: number): Promise<unknown> =>
  run('ip', ['link', 'set', `wanode${node}`, 'up'])

/** Ends the engine of a node and all that runs there, at once. */
export const killNode = async (node: number): Promise<void> => {
  const folder = `/tmp/whatsapp-saas-nodes/${node}`
  const groups = await readdir('/sys/fs/cgroup/pids', { recursive: true })
  const pids = [
    await readFile(`${folder}/pid`, 'utf8'),
    await readFile(`${folder}/exec/containerd/containerd.pid`, 'utf8'),
    ...(await Promise.all(
      groups
        .filter((path) => path.includes(`whatsapp-node${node}/`) && path.endsWith('cgroup.procs'))
        .map((path) => readFile(join('/sys/fs/cgroup/pids', path), 'utf8'))
    ))
  ].flatMap((text) => text.split('\n').filter(Boolean).map(Number))
  for (const pid of pids) process.kill(pid, 'SIGKILL')
}
