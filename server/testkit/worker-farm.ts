import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  type SimulatorClient,
  type SimulatorInfo,
  spawnSimulator
} from '@whatsapp-saas/simulator/client'
import { createWorkerControl } from '../src/control/client.ts'
import type { WorkerAddress, WorkerControl } from '../src/control/contract.ts'
import { controlToken } from '../src/control/token.ts'
import { newId } from '../src/domain/ids.ts'
import type { MessageRow } from '../src/domain/message.ts'
import type { SessionRow } from '../src/domain/session.ts'
import { sha256 } from '../src/lib/crypto.ts'
import { type Db, openDb } from '../src/lib/db.ts'
import { createKeyRing } from '../src/lib/key-ring.ts'
import { hostSessions } from '../src/orchestrator/records/host.ts'
import { compileCache } from './compile-cache.ts'
import { testDatabase, type Urls } from './database.ts'
import { freePort } from './free-port.ts'
import { until } from './until.ts'
import { workerRows } from './worker-rows.ts'

export type FarmWorker = { address: WorkerAddress; child: ChildProcess; output(): string }

/** Several real workers, a simulator and a database; sessions are given from one to the other by hand, as the orchestrator does it. */
export type WorkerFarm = {
  urls: Urls
  owner: Db
  simulator: SimulatorClient
  simulator_info: SimulatorInfo
  workers: WorkerControl
  startWorker(options?: {
    database_url?: string
    ws_url?: string
    node_args?: string[]
    environment?: Record<string, string>
  }): Promise<FarmWorker>
  /** A session that should run; of the farm's own tenant unless another is named. */
  create(of?: string): Promise<string>
  /** A session that is linked and connected at this worker. */
  link(worker: FarmWorker, of?: string): Promise<{ id: string; number: string }>
  /** Takes the lease for this worker and hands the session over; false when the lease may be in use elsewhere. */
  give(session_id: string, worker: FarmWorker): Promise<boolean>
  session(session_id: string): Promise<SessionRow>
  waitStatus(session_id: string, status: string): Promise<SessionRow>
  accept(session_id: string, to: string, body: string): Promise<MessageRow>
  messages(session_id: string): Promise<MessageRow[]>
}

const control_secret = Buffer.alloc(32, 3)
const master_key = createKeyRing([Buffer.alloc(32, 4)])

export const workerFarm = async (
  t: TestContext,
  { lease_seconds = 15 }: { lease_seconds?: number } = {}
): Promise<WorkerFarm> => {
  const urls = await testDatabase(t)
  const owner = openDb({ url: urls.owner, connections_max: 4, application_name: 'test' })
  t.after(() => owner.close())
  const system = openDb({ url: urls.system, connections_max: 2, application_name: 'test' })
  t.after(() => system.close())
  const simulator = await spawnSimulator()
  t.after(() => simulator.stop())
  const workers = createWorkerControl(createKeyRing([control_secret]))
  t.after(() => workers.close())
  const rows = await workerRows(owner, newId('tenant'))
  const environment = {
    ...compileCache(),
    DATABASE_WORKER_URL: urls.worker,
    LEASE_SECONDS: String(lease_seconds),
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'info',
    WHATSAPP_WS_URL: simulator.info.ws_url,
    WHATSAPP_ROOT_KEY: simulator.info.root_key,
    WHATSAPP_MEDIA_CA: simulator.info.media_ca
  }
  let ports = 0
  const farm: WorkerFarm = {
    urls,
    owner,
    simulator: simulator.client,
    simulator_info: simulator.info,
    workers,
    session: rows.session,
    waitStatus: rows.waitStatus,
    create: rows.createSession,
    accept: (session_id, to, body) => rows.accept(session_id, `${to}@s.whatsapp.net`, body),
    messages: rows.messages,
    startWorker: async ({ database_url, ws_url, node_args, environment: more } = {}) => {
      const address = await addInstance(owner, 4000 + ports++)
      const started = spawnOne(t, address, node_args, {
        ...environment,
        ...(database_url && { DATABASE_WORKER_URL: database_url }),
        ...(ws_url && { WHATSAPP_WS_URL: ws_url }),
        ...more
      })
      const answers = (): Promise<boolean> =>
        workers.health(address).then(
          () => true,
          () => false
        )
      await until('the worker is up', answers, 60_000)
      return { address, ...started }
    },
    give: async (session_id, { address }) => {
      const { instance_id } = address
      await owner.query('update sessions set instance_id = $2 where id = $1', [
        session_id,
        instance_id
      ])
      const deps = { db: system, master_key, lease_seconds }
      const { assignments } = await hostSessions(deps, instance_id, [session_id])
      if (assignments.length === 0) return false
      await workers.assign(address, assignments)
      return true
    },
    link: async (worker, of) => {
      const id = await farm.create(of)
      await farm.give(id, worker)
      const { number } = await rows.scan(simulator.client, id)
      return { id, number }
    }
  }
  return farm
}

/** A row for a worker that is about to start; where it listens is not what the row says, but where there is room. */
const addInstance = async (owner: Db, row_port: number): Promise<WorkerAddress> => {
  const instance_id = newId('instance')
  await owner.query(
    `insert into instances (id, mode, driver, host, port, status, token_hash, sessions_max)
     values ($1, 'shared', 'process', '127.0.0.1', $2, 'running', $3, 500)`,
    [instance_id, row_port, sha256(controlToken(control_secret, instance_id))]
  )
  return { instance_id, host: '127.0.0.1', port: await freePort() }
}

/** A worker process that ends with the test, and the last that it has said. */
const spawnOne = (
  t: TestContext,
  { instance_id, port }: WorkerAddress,
  node_args: string[] = [],
  environment: Record<string, string | undefined>
): Pick<FarmWorker, 'child' | 'output'> => {
  const file = fileURLToPath(new URL('../src/main/worker.ts', import.meta.url))
  const child = spawn(process.execPath, [...node_args, file], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      INSTANCE_ID: instance_id,
      WORKER_PORT: String(port),
      WORKER_TOKEN: controlToken(control_secret, instance_id),
      ...environment
    }
  })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-200_000)
    if (process.env['TEST_LOG']) process.stderr.write(chunk)
  })
  t.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  return { child, output: () => output }
}
