import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createWorkerControl } from '../src/control/client.ts'
import { controlToken } from '../src/control/token.ts'
import { newId } from '../src/domain/ids.ts'
import type { InstanceRow } from '../src/domain/instance.ts'
import type { SessionRow } from '../src/domain/session.ts'
import { systemClock } from '../src/lib/clock.ts'
import { type Db, openDb } from '../src/lib/db.ts'
import { createKeyRing } from '../src/lib/key-ring.ts'
import { createLog } from '../src/lib/log.ts'
import { createProcessDriver } from '../src/orchestrator/drivers/process/process-driver.ts'
import { findWorkerProcesses } from '../src/orchestrator/drivers/process/process-table.ts'
import { calm_ms, failed_starts_max, moves_at_once_max } from '../src/orchestrator/rules.ts'
import { type Orchestrator, runOrchestrator } from '../src/orchestrator/run-orchestrator.ts'
import { askForReconcile, reconcile_channel } from '../src/queue/reconcile.ts'
import { cleanUpAfter } from './clean-up.ts'
import { testDatabase, type Urls } from './database.ts'
import { until } from './until.ts'
import { reserveWorkerPorts } from './worker-ports.ts'

export type OrchestratorBedOptions = {
  /** What its workers are told besides. */
  worker_environment?: Record<string, string>
  urls: Urls
  folder: string
  worker: string
  first: number
  last: number
  sessions_per_worker: number
  lease_seconds: number
  idle_ms: number
  health_every_ms: number
  start_ms_max: number
  failed_starts_max: number
  workers_max: number
  warm_workers: number
  moves_at_once_max: number
  calm_ms: number
}

export const control_secret = Buffer.alloc(32, 7)
const master_key = createKeyRing([Buffer.alloc(32, 8)])

/** A real orchestrator on these options, with workers that have no WhatsApp behind them. */
export const orchestratorOf = (options: OrchestratorBedOptions): Orchestrator => {
  const log = createLog({ level: process.env['TEST_LOG'] ?? 'silent', role: 'orchestrator' })
  const db = openDb({ url: options.urls.system, connections_max: 8, application_name: 'test' })
  const workers = createWorkerControl(createKeyRing([control_secret]))
  const orchestrator = runOrchestrator(
    {
      db,
      clock: systemClock,
      log,
      workers,
      driver: createProcessDriver({
        log,
        worker_file: fileURLToPath(new URL(options.worker, import.meta.url)),
        log_folder: join(options.folder, 'logs'),
        environment: {
          PATH: process.env['PATH'] ?? '',
          MOOD_FILE: join(options.folder, 'mood')
        },
        ports: { host: '127.0.0.1', first: options.first, last: options.last },
        ended: () => orchestrator.nudge()
      }),
      master_key,
      proxy_key: createKeyRing([Buffer.alloc(32, 8)]),
      control_token: (instance_id) => controlToken(control_secret, instance_id),
      lease_seconds: options.lease_seconds,
      worker_environment: {
        DATABASE_WORKER_URL: options.urls.worker,
        LEASE_SECONDS: String(options.lease_seconds),
        ORPHAN_EXIT_SECONDS: '20',
        ...options.worker_environment
      },
      rules: {
        sessions_per_worker: options.sessions_per_worker,
        starts_at_once_max: 4,
        idle_ms: options.idle_ms,
        misses_max: 3,
        failed_starts_max: options.failed_starts_max,
        workers_max: options.workers_max,
        warm_workers: options.warm_workers,
        moves_at_once_max: options.moves_at_once_max,
        calm_ms: options.calm_ms,
        shared_memory_bytes: 2 ** 30
      },
      timing: {
        health_every_ms: options.health_every_ms,
        start_ms_max: options.start_ms_max,
        drain_ms_max: 5_000
      }
    },
    reconcile_channel
  )
  return {
    ...orchestrator,
    stop: async (how) => {
      await orchestrator.stop(how)
      await workers.close()
      await db.close()
    }
  }
}

export type WorkerMood = 'ends at once' | 'ends when it is ready' | 'never answers' | 'sound'

export type OrchestratorBed = {
  options: OrchestratorBedOptions
  owner: Db
  /** A tenant on this plan. */
  tenant(plan: 'trial' | 'business' | 'unlimited'): Promise<string>
  /** A session that should run, linked unless it says otherwise. */
  session(tenant_id: string, more?: { linked: boolean }): Promise<string>
  want(session_id: string, desired: 'running' | 'stopped'): Promise<void>
  read(session_id: string): Promise<SessionRow>
  lease(session_id: string): Promise<{ instance_id: string; epoch: number; left_s: number }>
  connected(session_id: string): Promise<SessionRow & { instance_id: string }>
  instances(): Promise<InstanceRow[]>
  events(type: string): Promise<{ session_id: string; data: Record<string, unknown> }[]>
  pid(instance_id: string): Promise<number>
  call(instance_id: string, method: string, path: string): Promise<Response>
  /** What becomes of workers that start from now on, for those that are moody. */
  mood(mood: WorkerMood): Promise<void>
  run(options?: Partial<OrchestratorBedOptions>): Orchestrator
  /** The same as a process of its own. */
  spawn(
    options?: Partial<OrchestratorBedOptions>,
    log_level?: string
  ): Promise<ChildProcess & { lines(): number }>
}

export const orchestratorBed = async (
  t: TestContext,
  given: Partial<OrchestratorBedOptions> = {}
): Promise<OrchestratorBed> => {
  const end = cleanUpAfter(t)
  const urls = await testDatabase(end)
  const owner = openDb({ url: urls.owner, connections_max: 2, application_name: 'test' })
  end.after(() => owner.close())
  const folder = await mkdtemp(join(tmpdir(), 'gateway-orchestrator-'))
  end.after(() => rm(folder, { recursive: true, force: true }))
  const ports = await reserveWorkerPorts()
  end.after(() => ports.release())
  end.after(() => endWorkers())
  const options: OrchestratorBedOptions = {
    urls,
    folder,
    worker: './tiny-worker.ts',
    first: ports.first,
    last: ports.last,
    sessions_per_worker: 3,
    lease_seconds: 3,
    idle_ms: 60_000,
    health_every_ms: 200,
    start_ms_max: 20_000,
    failed_starts_max,
    workers_max: 10,
    warm_workers: 0,
    moves_at_once_max,
    calm_ms,
    ...given
  }

  const instances = (): Promise<InstanceRow[]> =>
    owner.query<InstanceRow>('select * from instances order by id')
  const pid = async (instance_id: string): Promise<number> =>
    Number(
      (await instances())
        .find((one) => one.id === instance_id)
        ?.reference?.split(':')
        .at(-1) ?? 0
    )
  /** Whatever their rows say: one that was just started stands in none yet. */
  const endWorkers = async (): Promise<void> => {
    const processes = await findWorkerProcesses()
    for (const { id } of await instances()) {
      const found = processes.get(id)?.pid
      if (found === undefined) continue
      try {
        process.kill(found, 'SIGKILL')
      } catch (error) {
        if ((error as { code?: string }).code !== 'ESRCH') throw error
      }
    }
  }
  const read = async (session_id: string): Promise<SessionRow> => {
    const [row] = await owner.query<SessionRow>('select * from sessions where id = $1', [
      session_id
    ])
    if (!row) throw new Error('no such session')
    return row
  }

  return {
    options,
    owner,
    instances,
    pid,
    read,
    tenant: async (plan) => {
      const tenant_id = newId('tenant')
      await owner.query('select auth_register($1, $2, $3, $4, $5, $6, $7)', [
        tenant_id,
        newId('user'),
        newId('subscription'),
        `${tenant_id}@example.com`,
        'Person',
        'hash',
        plan
      ])
      return tenant_id
    },
    session: async (tenant_id, { linked } = { linked: true }) => {
      const id = newId('session')
      await owner.transaction(async (tx) => {
        await tx.query(
          `insert into sessions (id, tenant_id, session_name, desired, linked_at)
           values ($1, $2, $3, 'running', case when $4 then now() end)`,
          [id, tenant_id, id, linked]
        )
        await askForReconcile(tx)
      })
      return id
    },
    want: (session_id, desired) =>
      owner.transaction(async (tx) => {
        await tx.query('update sessions set desired = $2 where id = $1', [session_id, desired])
        await askForReconcile(tx)
      }),
    lease: async (session_id) => {
      const [row] = await owner.query<{ instance_id: string; epoch: number; left_s: number }>(
        `select instance_id, epoch, extract(epoch from expires_at - now())::float8 as left_s
         from session_leases where session_id = $1`,
        [session_id]
      )
      if (!row) throw new Error('no lease')
      return row
    },
    connected: (session_id) =>
      until(`${session_id} is connected`, async () => {
        const row = await read(session_id)
        return row.status === 'connected' && row.instance_id
          ? { ...row, instance_id: row.instance_id }
          : false
      }),
    events: (type) =>
      owner.query('select session_id, data from events where type = $1 order by seq', [type]),
    call: async (instance_id, method, path) => {
      const instance = (await instances()).find((one) => one.id === instance_id)
      return fetch(`http://127.0.0.1:${instance?.port}${path}`, {
        method,
        headers: { authorization: `Bearer ${controlToken(control_secret, instance_id)}` }
      })
    },
    mood: (mood) => writeFile(join(folder, 'mood'), mood),
    run: (more = {}) => {
      const orchestrator = orchestratorOf({ ...options, ...more })
      let stopped: Promise<void> | undefined
      const stop: Orchestrator['stop'] = (how) => {
        stopped ??= orchestrator.stop(how)
        return stopped
      }
      end.after(() => stop({ stop_workers: true }))
      return { ...orchestrator, stop }
    },
    spawn: async (more = {}, log_level = process.env['TEST_LOG'] ?? 'silent') => {
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL('./orchestrator-process.ts', import.meta.url))],
        { stdio: ['pipe', 'ignore', 'pipe'], env: { ...process.env, TEST_LOG: log_level } }
      )
      child.stdin?.end(JSON.stringify({ ...options, ...more }))
      end.after(async () => {
        if (child.exitCode !== null || child.signalCode !== null) return
        child.kill('SIGKILL')
        await once(child, 'exit')
      })
      let lines = 0
      child.stderr?.on('data', (chunk: Buffer) => {
        if (process.env['TEST_LOG']) process.stderr.write(chunk)
        lines += chunk.toString().split('\n').length - 1
      })
      return Object.assign(child, { lines: () => lines })
    }
  }
}
