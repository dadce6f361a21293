import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createWorkerControl } from '../src/control/client.ts'
import { controlToken } from '../src/control/token.ts'
import type { InstanceRow } from '../src/domain/instance.ts'
import { systemClock } from '../src/lib/clock.ts'
import { type Db, openDb } from '../src/lib/db.ts'
import { createKeyRing } from '../src/lib/key-ring.ts'
import { createLog } from '../src/lib/log.ts'
import { createProcessDriver } from '../src/orchestrator/drivers/process/process-driver.ts'
import { findWorkerProcesses } from '../src/orchestrator/drivers/process/process-table.ts'
import { type SuspectRules, suspect_rules } from '../src/orchestrator/judge-death.ts'
import { clock_off_s_max } from '../src/orchestrator/judge-hosts.ts'
import { calm_ms, failed_starts_max, moves_at_once_max } from '../src/orchestrator/rules.ts'
import { type Orchestrator, runOrchestrator } from '../src/orchestrator/run-orchestrator.ts'
import { reconcile_channel } from '../src/queue/reconcile.ts'
import { cleanUpAfter } from './clean-up.ts'
import { testDatabase, type Urls } from './database.ts'
import { type OrchestratorRows, orchestratorRows } from './orchestrator-rows.ts'
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
  suspects: SuspectRules
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
      decided: () => undefined,
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
        shared_memory_bytes: 2 ** 30,
        suspects: options.suspects,
        clock_off_s_max,
        disk_free_mb_min: 1
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

export type WorkerMood =
  | 'ends at once'
  | 'ends when it is ready'
  | 'never answers'
  | 'sound'
  /** As soon as it has this session. */
  | `crashes with ${string}`

export type OrchestratorBed = OrchestratorRows & {
  options: OrchestratorBedOptions
  owner: Db
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
  const rows = orchestratorRows(owner)
  end.after(async () => endWorkers(await rows.instances()))
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
    suspects: suspect_rules,
    ...given
  }
  const find = async (instance_id: string): Promise<InstanceRow | undefined> =>
    (await rows.instances()).find((one) => one.id === instance_id)
  return {
    options,
    owner,
    ...rows,
    pid: async (instance_id) =>
      Number((await find(instance_id))?.reference?.split(':').at(-1) ?? 0),
    call: async (instance_id, method, path) =>
      fetch(`http://127.0.0.1:${(await find(instance_id))?.port}${path}`, {
        method,
        headers: { authorization: `Bearer ${controlToken(control_secret, instance_id)}` }
      }),
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
    spawn: async (more = {}, log_level = process.env['TEST_LOG'] ?? 'silent') =>
      spawnOne(end, { ...options, ...more }, log_level)
  }
}

/** Whatever their rows say: one that was just started stands in none yet. */
const endWorkers = async (instances: InstanceRow[]): Promise<void> => {
  const processes = await findWorkerProcesses()
  for (const { id } of instances) {
    const found = processes.get(id)?.pid
    if (found === undefined) continue
    try {
      process.kill(found, 'SIGKILL')
    } catch (error) {
      if ((error as { code?: string }).code !== 'ESRCH') throw error
    }
  }
}

/** An orchestrator as a process that ends with the test, and how many lines it has logged. */
const spawnOne = (
  end: { after(step: () => unknown): void },
  options: OrchestratorBedOptions,
  log_level: string
): ChildProcess & { lines(): number } => {
  const file = fileURLToPath(new URL('./orchestrator-process.ts', import.meta.url))
  const child = spawn(process.execPath, [file], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, TEST_LOG: log_level }
  })
  child.stdin?.end(JSON.stringify(options))
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
