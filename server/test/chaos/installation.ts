import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SimulatorInfo } from '@whatsapp-saas/simulator/client'
import { freePort } from '../../testkit/free-port.ts'
import { type KeptPostgres, keepPostgres } from '../../testkit/kept-postgres.ts'
import { until } from '../../testkit/until.ts'
import { reserveWorkerPorts } from '../../testkit/worker-ports.ts'
import type { Role } from './plan.ts'
import { keepRole, own_root, type RoleProcess } from './role-process.ts'

/** The product as a larger installation runs it: every role a process of its own, two gateways, a PostgreSQL. */
export type Installation = {
  gateways: string[]
  postgres: KeptPostgres
  log_folder: string
  worker_pids(): Promise<number[]>
  /** Kills one process of the role, the `which`th of those that run, and tells which; undefined when none runs now. */
  kill(role: Role, which: number): Promise<number | undefined>
  /** The processes of these roles, to be replaced by those of another version. */
  roles: Record<'gateway' | 'orchestrator' | 'delivery', RoleProcess[]>
  stop(): Promise<void>
}

const ports_per_run = 40

export const startInstallation = async (options: {
  folder: string
  simulator: SimulatorInfo
  sessions_per_worker: number
  environment?: Record<string, string>
  /** The source tree whose programs are started; by default the one of these tests. */
  root?: string
  /** How many there are of the roles that may stand side by side; one of each where it is not said. */
  side_by_side?: number
}): Promise<Installation> => {
  const { folder, simulator, root = own_root } = options
  const log_folder = join(folder, 'logs')
  await mkdir(log_folder, { recursive: true })
  const { migrateDatabase } = (await import(
    join(root, 'server/src/main/migrate-database.ts')
  )) as typeof import('../../src/main/migrate-database.ts')
  const postgres = await keepPostgres(join(folder, 'postgres'), migrateDatabase)
  const ports = await reserveWorkerPorts(ports_per_run)

  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    DATA_DIR: folder,
    DATABASE_TENANT_URL: postgres.url('wa_tenant'),
    DATABASE_WORKER_URL: postgres.url('wa_worker'),
    DATABASE_SYSTEM_URL: postgres.url('wa_system'),
    MASTER_KEY: randomBytes(32).toString('hex'),
    WORKER_PORT_FIRST: String(ports.first),
    WORKER_PORT_LAST: String(ports.last),
    SESSIONS_PER_WORKER: String(options.sessions_per_worker),
    BCRYPT_COST: '4',
    WEBHOOK_ALLOWED_ADDRESSES: 'loopback',
    WHATSAPP_WS_URL: simulator.ws_url,
    WHATSAPP_ROOT_KEY: simulator.root_key,
    WHATSAPP_MEDIA_CA: simulator.media_ca,
    WHATSAPP_WEB_URL: simulator.web_url,
    ...options.environment
  }
  const keep = (file: string, name: string, more: Record<string, string> = {}): RoleProcess =>
    keepRole({
      file,
      root,
      environment: { ...environment, ...more },
      log_file: join(log_folder, `${name}.log`)
    })

  const gateway_ports = [await freePort(), await freePort()]
  const gateways = gateway_ports.map((port, index) =>
    keep('gateway-api.ts', `gateway-${index}`, { GATEWAY_PORT: String(port) })
  )
  const several = (role: string): RoleProcess[] =>
    Array.from({ length: options.side_by_side ?? 1 }, (_, index) =>
      keep(`${role}.ts`, index === 0 ? role : `${role}-${index}`)
    )
  const orchestrators = several('orchestrator')
  const deliveries = several('delivery')
  const roles: Record<Exclude<Role, 'worker' | 'postgres'>, RoleProcess[]> = {
    gateway: gateways,
    orchestrator: orchestrators,
    delivery: deliveries
  }
  const worker_pids = (): Promise<number[]> => findWorkers(ports.first, ports.last)
  const pidsOf = async (role: Role): Promise<number[]> => {
    if (role === 'worker') return worker_pids()
    if (role === 'postgres') return postgres.running ? [postgres.pid] : []
    return roles[role].flatMap((one) => one.pid ?? [])
  }
  const urls = gateway_ports.map((port) => `http://127.0.0.1:${port}`)

  const stop = async (): Promise<void> => {
    await Promise.all([...gateways, ...deliveries].map((role) => role.stop()))
    // Ends its workers as well.
    for (const orchestrator of orchestrators) await orchestrator.stop()
    for (const pid of await worker_pids()) process.kill(pid, 'SIGKILL')
    await postgres.stop()
    await ports.release()
  }
  try {
    for (const url of urls) await until(`${url} answers`, () => isUp(url), 60_000)
  } catch (error) {
    await stop()
    throw error
  }

  return {
    gateways: urls,
    postgres,
    log_folder,
    worker_pids,
    roles,
    kill: async (role, which) => {
      const pids = await pidsOf(role)
      const pid = pids[which % Math.max(1, pids.length)]
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
      return pid
    },
    stop
  }
}

const isUp = (url: string): Promise<boolean> =>
  fetch(`${url}/health/live`).then(
    (response) => response.ok,
    () => false
  )

/** The workers of this run, by the ports they were given. */
const findWorkers = async (first: number, last: number): Promise<number[]> => {
  const found: number[] = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (!command.includes('main/worker.ts')) continue
    const variables = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
    const port = Number(/(?:^|\0)WORKER_PORT=(\d+)/.exec(variables)?.[1])
    if (port >= first && port <= last) found.push(Number(pid))
  }
  return found
}
