import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Cache } from '../cache/contract.ts'
import { createLoginLimits } from '../cache/login-limits.ts'
import { createMemoryCache } from '../cache/memory.ts'
import { createRedisCache } from '../cache/redis/redis.ts'
import { createRegistrationLimits } from '../cache/registration-limits.ts'
import { createWorkerControl } from '../control/client.ts'
import { proxyKey } from '../control/proxy-key.ts'
import { buildServer } from '../http/build-server.ts'
import type { Dashboard } from '../http/dashboard/dashboard.ts'
import type { Route } from '../http/route.ts'
import { createBackground } from '../lib/background-tasks.ts'
import { type Clock, systemClock } from '../lib/clock.ts'
import { type Db, openDb } from '../lib/db.ts'
import type { Exposition } from '../lib/exposition.ts'
import { createLog, type Log } from '../lib/log.ts'
import { createMeters } from '../lib/meters.ts'
import { createPasswordHasher } from '../lib/password-hasher.ts'
import { createResolver } from '../lib/resolve-name.ts'
import { createFetchPreview } from '../media/link-preview.ts'
import { measuredMedia } from '../media/measured.ts'
import { openVerifiers } from '../payments/open.ts'
import { index_scans_only } from '../store/planner-settings.ts'
import { createRequestLog } from '../usecases/api-keys/request-log.ts'
import { createCredentials } from '../usecases/auth/credentials.ts'
import { createEventNotifier } from '../usecases/events/event-notifier.ts'
import { createHealthLook } from '../usecases/health/look.ts'
import { createStateWatch } from '../usecases/health/state-watch.ts'
import { createAcceptCalls } from '../usecases/messages/accept-calls.ts'
import { service_meters } from '../usecases/meters.ts'
import { createRequestLimits } from '../usecases/plans/request-limits.ts'
import { createCallPlaces } from '../usecases/sessions/call.ts'
import { checkDatabase } from './check-database.ts'
import type { Config } from './config/config.ts'
import { logDatabaseErrors } from './log-database-errors.ts'
import { openMedia } from './open-media.ts'
import { openTracing } from './open-tracing.ts'
import { openedNetworks } from './opened-networks.ts'
import { measureConnections, processMetrics } from './process-metrics.ts'
import type { Secrets } from './secrets.ts'
import { StartError } from './start-error.ts'
import { version } from './version.ts'

/** What a service that answers HTTP is started with. */
export type ServiceOptions = {
  config: Config
  secrets: Omit<Secrets, 'master_key'>
  /** PostgreSQL as wa_tenant. */
  database_url: string
  log?: Log
  /** What the roles of one process measure together. Unset: it stands alone. */
  exposition?: Exposition | undefined
}

export type Service = {
  /** Where it listens, such as http://127.0.0.1:3000. */
  address: string
  /** Lets running requests end, then closes everything the service has opened. */
  stop(): Promise<void>
}

type ServiceKind = {
  role: 'gateway-api' | 'session-auth'
  routes: Route[]
  title: string
  description: string
  port: number
  port_variable: string
  dashboard?: Dashboard | undefined
}

const connections_max = 10
/** A statement of a request that takes longer is ended; a server that does not even do that is given up. */
const statement_ms = 8_000
/** Health has a connection of its own: a service whose connections are all busy is up. */
const health_connection = {
  connections_max: 1,
  connect_timeout_ms: 1_500,
  statement_ms: 1_500,
  answer_ms: 2_000
}
const stop_within_ms = 10_000

/** Starts a service: resolves when it listens, rejects with a StartError when the operator has to do something first. */
export const startService = async (
  kind: ServiceKind,
  options: ServiceOptions
): Promise<Service> => {
  const { config, secrets, database_url } = options
  const log = options.log ?? createLog({ level: config.LOG_LEVEL, role: kind.role })
  const db = openServiceDb(database_url, kind.role, log)
  const health_db = openDb({
    ...health_connection,
    url: database_url,
    application_name: `${kind.role} health`
  })
  const exposition = options.exposition ?? processMetrics(log)
  const meters = createMeters(service_meters)
  const notMeasured = measureConnections(exposition, kind.role, db)
  const workers = createWorkerControl(secrets.control_secret)
  const cache = openCache(config, log, kind.role)
  const tracing = await openTracing(config, kind.role, log)
  const release = async (): Promise<void> => {
    notMeasured()
    await workers.close()
    await cache.close()
    await db.close()
    await health_db.close()
    await tracing?.close()
  }
  try {
    await checkDatabase(db, database_url)
    // The first requests are counted where all are; without it the service starts all the same.
    await cache.state()
    const { jwt_secret, webhook_key } = secrets
    const clock = systemClock
    const message_counters = cache.laggingCounters('messages of tenants')
    const media = measuredMedia(openMedia(config), meters)
    const parts = { db, clock, jwt_secret, workers, meters, message_counters, tracing }
    const deps = {
      ...parts,
      log,
      config,
      webhook_key,
      proxy_key: proxyKey(secrets.control_secret),
      exposition,
      call_places: createCallPlaces(),
      media,
      accept_calls: createAcceptCalls(parts),
      fetch_preview: createFetchPreview(
        openedNetworks(config),
        createResolver(),
        `WhatsApp-SaaS-Gateway/${version}`
      ),
      credentials: createCredentials(db),
      event_hub: createEventNotifier({ db, log }),
      background: createBackground(log),
      payment_verifiers: openVerifiers(config),
      passwords: createPasswordHasher(config.BCRYPT_COST),
      cache,
      ...limitsOf(kind, { db, clock, log, config }, cache),
      request_log: createRequestLog(db, log),
      states: createStateWatch(clock),
      health_look: createHealthLook(health_db, config.DATA_DIR, media, systemClock.now),
      version,
      started_at: clock.now()
    }
    const app = await buildServer(deps, kind.routes, {
      title: kind.title,
      description: kind.description,
      trusted_proxies: config.TRUSTED_PROXIES,
      documents: kind.role === 'gateway-api',
      dashboard: kind.dashboard
    })
    const address = await listen(app, config.HOST, kind)
    log.info({ address, version }, 'service up')
    return {
      address,
      stop: async () => {
        await closeInTime(app)
        await release()
        log.info('service stopped')
      }
    }
  } catch (error) {
    await release()
    throw error
  }
}

const limitsOf = (
  kind: ServiceKind,
  given: { db: Db; clock: Clock; log: Log; config: Config },
  cache: Cache
) => ({
  login_limits: createLoginLimits({ counters: cache.counters }),
  request_limits: createRequestLimits({
    ...given,
    // Each service has limits of its own, and all gateways share theirs.
    counters: (name) => cache.laggingCounters(`${kind.role} ${name}`)
  }),
  registration_limits: createRegistrationLimits(
    {
      per_hour: given.config.REGISTRATIONS_PER_ADDRESS_PER_HOUR,
      per_day: given.config.REGISTRATIONS_PER_ADDRESS_PER_DAY ?? null
    },
    cache.counters
  )
})

const openServiceDb = (url: string, role: string, log: Log): Db =>
  openDb({
    url,
    connections_max,
    application_name: role,
    settings: index_scans_only,
    statement_ms,
    shared_by_tenants: true,
    on_error: logDatabaseErrors(log)
  })

const openCache = (config: Config, log: Log, group: string): Cache =>
  config.REDIS_URL
    ? createRedisCache({ url: config.REDIS_URL, log, group })
    : createMemoryCache(log)

const listen = async (app: FastifyInstance, host: string, kind: ServiceKind): Promise<string> => {
  try {
    await app.listen({ host, port: kind.port })
  } catch (error) {
    await app.close()
    const reason = refusals.get((error as { code?: string }).code ?? '')
    if (reason === undefined) throw error
    throw new StartError(reason(host, kind), { cause: error })
  }
  const { port } = app.server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

const refusals = new Map<string, (host: string, kind: ServiceKind) => string>([
  [
    'EADDRINUSE',
    (_host, { port, port_variable }) =>
      `Port ${port} is taken by another program. Stop it or set ${port_variable}.`
  ],
  [
    'EACCES',
    (_host, { port, port_variable }) =>
      `Port ${port} may not be used by this user. Set ${port_variable} to 1024 or more.`
  ],
  ['EADDRNOTAVAIL', (host) => `This machine has no address ${host}. Correct HOST.`],
  ['ENOTFOUND', (host) => `There is no address of the name ${host}. Correct HOST.`]
])

/** A caller that never ends must not keep the process alive. */
const closeInTime = async (app: FastifyInstance): Promise<void> => {
  const timer = setTimeout(() => app.server.closeAllConnections(), stop_within_ms)
  await app.close()
  clearTimeout(timer)
}
