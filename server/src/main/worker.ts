import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { parseClientVersion } from '../domain/client-version.ts'
import { becomeUser } from '../lib/become-user.ts'
import { systemClock } from '../lib/clock.ts'
import { openDb } from '../lib/db.ts'
import { createLog } from '../lib/log.ts'
import { parseNetworks } from '../lib/networks.ts'
import { createResolver } from '../lib/resolve-name.ts'
import { generic_plans } from '../store/planner-settings.ts'
import { createBaileysEngine } from '../whatsapp/baileys/engine.ts'
import { library_build } from '../whatsapp/baileys/library-build.ts'
import { useNodeKeyObjects } from '../whatsapp/baileys/patches/node-key-objects.ts'
import { createControlPort } from '../worker/control-port.ts'
import { startWorker } from '../worker/worker.ts'

/** What the orchestrator gives a worker; nothing of it opens another tenant's data. */
const environment = z
  .object({
    INSTANCE_ID: z.string().min(1),
    WORKER_HOST: z.string().default('127.0.0.1'),
    WORKER_PORT: z.coerce.number().int(),
    WORKER_TOKEN: z.string().min(32),
    /** The user it becomes before it talks to anybody. */
    WORKER_UID: z.coerce.number().int().min(1).optional(),
    DATABASE_WORKER_URL: z.string().min(1),
    NODE_EXTRA_CA_CERTS: z.string().optional(),
    LEASE_SECONDS: z.coerce.number().int().min(3).default(15),
    ORPHAN_EXIT_SECONDS: z.coerce.number().int().min(0).default(0),
    LOG_LEVEL: z.string().default('info'),
    PROXY_ALLOWED_ADDRESSES: z.string().optional(),
    WHATSAPP_WS_URL: z.string().optional(),
    WHATSAPP_WEB_VERSION: z.string().optional(),
    WHATSAPP_ROOT_KEY: z.string().optional(),
    WHATSAPP_MEDIA_CA: z.string().optional()
  })
  .parse(process.env)

const log = createLog({ level: environment.LOG_LEVEL, role: 'worker' }).child({
  instance_id: environment.INSTANCE_ID
})

// libsignal prints whole session records, private keys and all, through the console.
for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
  console[method] = (first?: unknown) =>
    log.debug(
      { said: typeof first === 'string' ? first.slice(0, 80) : '' },
      'library printed something'
    )
}

// Node and Baileys make an error object several times per message and throw it away; its stack trace was a third of
// the worker's processor time. Who debugs gets the traces back.
if (environment.LOG_LEVEL !== 'debug' && environment.LOG_LEVEL !== 'trace')
  Error.stackTraceLimit = 0
useNodeKeyObjects()

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
const set_build = parseClientVersion(environment.WHATSAPP_WEB_VERSION ?? '')
const engine = createBaileysEngine({
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
// All code is loaded, and nothing from outside was read yet.
if (environment.WORKER_UID !== undefined)
  becomeUser(environment.WORKER_UID, environment.NODE_EXTRA_CA_CERTS !== undefined)
const worker = startWorker({
  db,
  engine,
  clock: systemClock,
  log,
  instance_id: environment.INSTANCE_ID,
  lease_seconds: environment.LEASE_SECONDS,
  client:
    set_build === null
      ? { build: library_build, source: 'library' }
      : { build: set_build, source: 'setting' }
})

for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

let heard_ms = systemClock.monotonic_ms()
const port = createControlPort({
  worker,
  token: environment.WORKER_TOKEN,
  log,
  heard: () => {
    heard_ms = systemClock.monotonic_ms()
  },
  drain: () => void leave('drained')
})

let leaving = false
const leave = async (why: string): Promise<void> => {
  if (leaving) process.exit(1)
  leaving = true
  log.info({ why }, 'worker stopping')
  await worker.stop()
  await port.close()
  await db.close()
  process.exit(0)
}
process.on('SIGTERM', () => void leave('SIGTERM'))
process.on('SIGINT', () => void leave('SIGINT'))
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
if (environment.ORPHAN_EXIT_SECONDS > 0) {
  setInterval(() => {
    if (systemClock.monotonic_ms() - heard_ms > environment.ORPHAN_EXIT_SECONDS * 1000)
      void leave('nobody asks for this worker any more')
  }, 1_000).unref()
}

await port.listen({ host: environment.WORKER_HOST, port: environment.WORKER_PORT })
log.info({ port: environment.WORKER_PORT }, 'worker up')
