import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  type SimulatorClient,
  type SimulatorInfo,
  type SpawnedSimulator,
  spawnSimulator
} from '@whatsapp-saas/simulator/client'
import { newId } from '../src/domain/ids.ts'
import type { MessageRow } from '../src/domain/message.ts'
import { parseProxy, showProxy } from '../src/domain/proxy.ts'
import { proxyContext } from '../src/domain/proxy-seal.ts'
import type { SessionRow } from '../src/domain/session.ts'
import { seal, sha256 } from '../src/lib/crypto.ts'
import { type Db, openDb } from '../src/lib/db.ts'
import type { MediaStore } from '../src/media/contract.ts'
import { deleteProxy, putProxy, sealProxy } from '../src/store/sessions/proxies.ts'
import { compileCache } from './compile-cache.ts'
import { testDatabase, type Urls } from './database.ts'
import { freePort } from './free-port.ts'
import { until } from './until.ts'
import { serveFiles } from './worker-files.ts'
import { workerRows } from './worker-rows.ts'

/** A real worker process, a real simulator and a database whose sessions are placed by hand instead of by an orchestrator. */
export type WorkerBed = {
  urls: Urls
  owner: Db
  simulator: SimulatorClient
  /** Where the worker finds the files of messages. */
  store: MediaStore
  tenant_id: string
  worker: ChildProcess
  /** What the workers have logged as errors, a line each. */
  errors: string[]
  spawnWorker(): Promise<ChildProcess>
  call(method: string, path: string, body?: object): Promise<Response>
  createSession(tenant_id?: string): Promise<string>
  /** The key with which everything of the session is sealed. */
  sessionKey(session_id: string): Buffer
  /** Gives the session a proxy, as gateway and orchestrator do; null: none. */
  setProxy(session_id: string, address: string | null): Promise<void>
  /** Takes a lease with the next epoch and hands the session over. */
  assign(session_id: string): Promise<void>
  session(session_id: string): Promise<SessionRow>
  waitStatus(session_id: string, status: string): Promise<SessionRow>
  /** Assigns, scans the QR code with a new phone and waits until it is connected. */
  link(session_id: string, number?: string): Promise<{ number: string; jid: string; lid: string }>
  accept(
    session_id: string,
    chat_id: string,
    body: string,
    more?: Partial<Pick<MessageRow, 'tenant_id' | 'priority' | 'send_at' | 'expires_at'>>
  ): Promise<MessageRow>
  messages(session_id: string): Promise<MessageRow[]>
}

type WorkerBedOptions = {
  lease_seconds?: number
  simulator?: SpawnedSimulator
  /** The worker of another working tree, whose events another version documents. */
  worker_main?: string
  /** What stands in `errors`; errors alone unless it says otherwise. */
  log_level?: string
  /** What the worker is given besides. */
  environment?: Record<string, string>
}

export const workerBed = async (
  t: Pick<TestContext, 'after'>,
  options: WorkerBedOptions = {}
): Promise<WorkerBed> => {
  const urls = await testDatabase(t, { checks_events: !options.worker_main })
  const owner = openDb({ url: urls.owner, connections_max: 4, application_name: 'test' })
  t.after(() => owner.close())
  const simulator = options.simulator ?? (await spawnSimulator())
  if (!options.simulator) t.after(() => simulator.stop())
  const { store, socket_path } = await serveFiles(t, urls.system)
  const tenant_id = newId('tenant')
  const instance = await addInstance(owner)
  const rows = await workerRows(owner, tenant_id)
  const keys = createSessionKeys()
  const call = caller(instance)
  const environment = {
    MEDIA_SOCKET: socket_path,
    DATABASE_WORKER_URL: urls.worker,
    ...environmentOf(instance, simulator.info, options)
  }
  const bed: Omit<WorkerBed, 'worker'> & { worker: ChildProcess } = {
    urls,
    owner,
    simulator: simulator.client,
    store,
    tenant_id,
    errors: [],
    worker: undefined as unknown as ChildProcess,
    spawnWorker: async () => {
      bed.worker = spawnOne(t, environment, bed.errors, options.worker_main)
      await until('the worker is up', () =>
        call('GET', '/health').then(
          (res) => res.ok,
          () => false
        )
      )
      return bed.worker
    },
    call,
    session: rows.session,
    waitStatus: rows.waitStatus,
    accept: rows.accept,
    messages: rows.messages,
    createSession: async (of) => {
      const id = await rows.createSession(of)
      keys.create(id)
      return id
    },
    sessionKey: keys.of,
    setProxy: (session_id, address) =>
      setProxy(owner, { id: session_id, tenant_id }, keys.of(session_id), address),
    assign: async (session_id) => {
      const lease = await takeLease(owner, session_id, instance.id)
      const key = keys.of(session_id).toString('base64')
      const sessions = [{ session_id, ...lease, key }]
      const response = await call('POST', '/sessions', { sessions })
      if (!response.ok) throw new Error(await response.text())
    },
    link: async (session_id, number) => {
      await bed.assign(session_id)
      return rows.scan(simulator.client, session_id, number)
    }
  }
  await bed.spawnWorker()
  return bed
}

type Instance = { id: string; token: string; port: number }

const addInstance = async (owner: Db): Promise<Instance> => {
  const instance = {
    id: newId('instance'),
    token: randomBytes(32).toString('hex'),
    port: await freePort()
  }
  await owner.query(
    `insert into instances (id, mode, driver, host, port, status, token_hash, sessions_max)
     values ($1, 'shared', 'process', '127.0.0.1', 4000, 'running', $2, 500)`,
    [instance.id, sha256(instance.token)]
  )
  return instance
}

/** Calls of a worker's control port. */
const caller =
  ({ port, token }: Instance): WorkerBed['call'] =>
  (method, path, body) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' })
      },
      ...(body && { body: JSON.stringify(body) })
    })

const createSessionKeys = () => {
  const keys = new Map<string, Buffer>()
  return {
    create: (session_id: string): void => void keys.set(session_id, randomBytes(32)),
    of: (session_id: string): Buffer => {
      const key = keys.get(session_id)
      if (!key) throw new Error('no such session')
      return key
    }
  }
}

const environmentOf = (
  instance: Instance,
  simulator: SimulatorInfo,
  options: WorkerBedOptions
): Record<string, string> => ({
  ...compileCache(),
  INSTANCE_ID: instance.id,
  WORKER_PORT: String(instance.port),
  WORKER_TOKEN: instance.token,
  LEASE_SECONDS: String(options.lease_seconds ?? 15),
  LOG_LEVEL: process.env['TEST_WORKER_LOG'] ?? options.log_level ?? 'error',
  WHATSAPP_WS_URL: simulator.ws_url,
  WHATSAPP_ROOT_KEY: simulator.root_key,
  ...(simulator.media_ca && { WHATSAPP_MEDIA_CA: simulator.media_ca }),
  ...options.environment
})

/** A worker process that ends with the test; what it logs goes to `errors`, line by line. */
const spawnOne = (
  t: Pick<TestContext, 'after'>,
  env: Record<string, string>,
  errors: string[],
  worker_main = fileURLToPath(new URL('../src/main/worker.ts', import.meta.url))
): ChildProcess => {
  const flags = process.env['TEST_WORKER_ARGS']?.split(' ') ?? []
  const child = spawn(process.execPath, [...flags, worker_main], {
    stdio: ['ignore', 'ignore', process.env['TEST_WORKER_LOG'] ? 'inherit' : 'pipe'],
    env
  })
  if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => errors.push(line))
  t.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  return child
}

const takeLease = async (
  owner: Db,
  session_id: string,
  instance_id: string
): Promise<{ epoch?: number; tenant_id?: string }> => {
  const [lease] = await owner.query<{ epoch: number; tenant_id: string }>(
    `insert into session_leases (session_id, tenant_id, instance_id, expires_at) select id, tenant_id, $2, now() + interval '15 s' from sessions where id = $1
     on conflict (session_id) do update set epoch = session_leases.epoch + 1, instance_id = excluded.instance_id, expires_at = excluded.expires_at
     returning epoch, tenant_id`,
    [session_id, instance_id]
  )
  return { ...lease }
}

const setProxy = async (
  owner: Db,
  session: { id: string; tenant_id: string },
  key: Buffer,
  address: string | null
): Promise<void> => {
  if (address === null) return owner.transaction((tx) => deleteProxy(tx, session))
  const proxy = parseProxy(address)
  if (typeof proxy === 'string') throw new Error(proxy)
  const handed_in = Buffer.from('handed in')
  await owner.transaction((tx) => putProxy(tx, session, showProxy(proxy), handed_in))
  const sealed = seal(key, Buffer.from(JSON.stringify(proxy)), proxyContext(session.id))
  const { id: session_id, tenant_id } = session
  await sealProxy(owner, { session_id, tenant_id, handed_in }, sealed)
}
