import { LRUCache } from 'lru-cache'
import { parseClientVersion } from '../domain/client-version.ts'
import { becomeUser } from '../lib/become-user.ts'
import { systemClock } from '../lib/clock.ts'
import { openDb } from '../lib/db.ts'
import { createLog, type Log } from '../lib/log.ts'
import { parseNetworks } from '../lib/networks.ts'
import { createRecentLines } from '../lib/recent-lines.ts'
import { createResolver } from '../lib/resolve-name.ts'
import { pause } from '../lib/retry.ts'
import { createFileStore } from '../media/worker-access/client.ts'
import { generic_plans } from '../store/planner-settings.ts'
import { createBaileysEngine } from '../whatsapp/baileys/engine.ts'
import { library_build } from '../whatsapp/baileys/library-build.ts'
import { patchProcess } from '../whatsapp/baileys/patches/apply.ts'
import type { Engine } from '../whatsapp/contract.ts'
import { createControlPort, loadControlPort } from '../worker/control-port.ts'
import { startWorker, type Worker } from '../worker/worker.ts'
import { readWorkerEnvironment, type WorkerEnvironment } from './config/worker-environment.ts'
import { openTracing } from './open-tracing.ts'
import { type Leave, type Running, runProcess } from './run-process.ts'

/** Of its log, to be read over its control port. */
const recent_chars_max = 256 * 1024

const startWorkerProcess = async (leave: Leave): Promise<Running> => {
  const environment = readWorkerEnvironment(process.env)
  const recent = createRecentLines(recent_chars_max)
  const log = createLog({ level: environment.LOG_LEVEL, role: 'worker', recent }).child({
    instance_id: environment.INSTANCE_ID
  })
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
  patchProcess({ log, stack_traces: ['debug', 'trace'].includes(environment.LOG_LEVEL) })
  const db = openDb({
    url: environment.DATABASE_WORKER_URL,
    connections_max: 4,
    answer_ms: 30_000,
    application_name: `worker ${environment.INSTANCE_ID}`,
    settings: {
      'app.worker_token': environment.WORKER_TOKEN,
      ...generic_plans
    },
    on_error: (error) => log.debug({ err: error }, 'database connection lost')
  })
  const engine = createEngine(environment, log)
  await loadControlPort()
  const tracing = await openTracing(environment, 'worker', log)
  // All code is loaded, and nothing from outside was read yet.
  if (environment.WORKER_UID !== undefined)
    becomeUser(environment.WORKER_UID, environment.NODE_EXTRA_CA_CERTS !== undefined)
  const files = createFileStore({
    socket_path: environment.MEDIA_SOCKET,
    token: environment.WORKER_TOKEN
  })
  const set_build = parseClientVersion(environment.WHATSAPP_WEB_VERSION ?? '')
  const worker = startWorker({
    db,
    engine,
    clock: systemClock,
    log,
    instance_id: environment.INSTANCE_ID,
    lease_seconds: environment.LEASE_SECONDS,
    files,
    tracing,
    file_bytes_max: environment.MEDIA_RECEIVED_BYTES_MAX,
    client:
      set_build === null
        ? { build: library_build, source: 'library' }
        : { build: set_build, source: 'setting' }
  })
  const drained = new AbortController()
  const watch = watchOrchestrator(environment.ORPHAN_EXIT_SECONDS, leave)
  const port = createControlPort({
    worker,
    token: environment.WORKER_TOKEN,
    log,
    recent,
    heard: watch.heard,
    drain: () => {
      drained.abort()
      leave('drained')
    }
  })
  await port.listen({ host: environment.WORKER_HOST, port: environment.WORKER_PORT })
  log.info({ port: environment.WORKER_PORT }, 'worker up')
  return {
    stop: async (why) => {
      log.info({ why }, 'worker stopping')
      if (why === 'SIGTERM') {
        const asked = AbortSignal.any([
          drained.signal,
          AbortSignal.timeout(environment.MOVE_SECONDS * 1000)
        ])
        await sessionsMoved(worker, () => asked.aborted || watch.silent_ms() > unasked_ms_max)
      }
      await worker.stop()
      await port.close()
      files.close()
      await db.close()
      await tracing?.close()
    }
  }
}

const createEngine = (environment: WorkerEnvironment, log: Log): Engine =>
  createBaileysEngine({
    endpoint: {
      ws_url: environment.WHATSAPP_WS_URL,
      root_key: environment.WHATSAPP_ROOT_KEY,
      media_ca: environment.WHATSAPP_MEDIA_CA
    },
    proxies: {
      allowed: parseNetworks(environment.PROXY_ALLOWED_ADDRESSES ?? '') ?? [],
      resolve: createResolver()
    },
    // Keys of about 100 busy sessions; more of them only means more reading.
    cache: new LRUCache({ max: 50_000 }),
    log
  })

/** An orchestrator that has not asked for so long is not going to move anything. */
const unasked_ms_max = 6_000

/** Tells the orchestrator that this worker is to end, and works on while it moves the sessions, until `over`. */
const sessionsMoved = async (worker: Worker, over: () => boolean): Promise<void> => {
  worker.announceEnd()
  while (worker.sessions_count > 0 && !over()) await pause(50)
}

type Watch = { heard(): void; silent_ms(): number }

/** Leaves when nobody has asked for this worker for so long; with 0 it stays. */
const watchOrchestrator = (orphan_exit_seconds: number, leave: Leave): Watch => {
  let heard_ms = systemClock.monotonic_ms()
  const silent_ms = (): number => systemClock.monotonic_ms() - heard_ms
  if (orphan_exit_seconds > 0) {
    setInterval(() => {
      if (silent_ms() > orphan_exit_seconds * 1000) leave('nobody asks for this worker any more')
    }, 1_000).unref()
  }
  return {
    heard: () => {
      heard_ms = systemClock.monotonic_ms()
    },
    silent_ms
  }
}

await runProcess(startWorkerProcess)
