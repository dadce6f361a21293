import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { createLoginLimits } from '../src/cache/login-limits.ts'
import { createMemoryCache } from '../src/cache/memory.ts'
import { createMemoryCounters } from '../src/cache/memory-counters.ts'
import { createRegistrationLimits } from '../src/cache/registration-limits.ts'
import type { WorkerControl } from '../src/control/contract.ts'
import { AppError } from '../src/domain/errors.ts'
import { newId } from '../src/domain/ids.ts'
import type { Scope } from '../src/domain/tenant.ts'
import { buildServer } from '../src/http/build-server.ts'
import type { Dashboard } from '../src/http/dashboard/dashboard.ts'
import type { Route } from '../src/http/route.ts'
import { gateway_routes } from '../src/http/services/gateway-api.ts'
import type { SocketTimes } from '../src/http/socket/outlet.ts'
import { createBackground } from '../src/lib/background-tasks.ts'
import { systemClock } from '../src/lib/clock.ts'
import { randomToken, sha256 } from '../src/lib/crypto.ts'
import { type Db, openDb } from '../src/lib/db.ts'
import { createExposition } from '../src/lib/exposition.ts'
import { createKeyRing } from '../src/lib/key-ring.ts'
import { createLog } from '../src/lib/log.ts'
import { createMeters } from '../src/lib/meters.ts'
import { parseNetworks } from '../src/lib/networks.ts'
import { createPasswordHasher } from '../src/lib/password-hasher.ts'
import { createResolver } from '../src/lib/resolve-name.ts'
import { type Config, readConfig } from '../src/main/config/config.ts'
import { openMedia } from '../src/main/open-media.ts'
import { createFetchPreview } from '../src/media/link-preview.ts'
import { openVerifiers } from '../src/payments/open.ts'
import { createRequestLog } from '../src/usecases/api-keys/request-log.ts'
import { signAccessToken } from '../src/usecases/auth/access-token.ts'
import { createCredentials } from '../src/usecases/auth/credentials.ts'
import type { Deps } from '../src/usecases/deps.ts'
import { createEventNotifier } from '../src/usecases/events/event-notifier.ts'
import { createHealthLook } from '../src/usecases/health/look.ts'
import { createStateWatch } from '../src/usecases/health/state-watch.ts'
import { createAcceptCalls } from '../src/usecases/messages/accept-calls.ts'
import { service_meters } from '../src/usecases/meters.ts'
import { createRequestLimits } from '../src/usecases/plans/request-limits.ts'
import { createCallPlaces } from '../src/usecases/sessions/call.ts'
import { adminDeps, listed_admin_routes, withSystem } from './admin.ts'
import { recordAnswers } from './answers.ts'
import { testDatabase, type Urls } from './database.ts'

export type SeededTenant = {
  tenant_id: string
  session_ids: null
  user_id: string
  family_id: string
  email: string
  password: string
  access_token: string
}

export type Headers = Record<string, string>
type Body = NonNullable<InjectOptions['payload']>
export type Answer = Awaited<ReturnType<FastifyInstance['inject']>>

/** Calls of one caller: his credential goes with each of them. */
export type Caller = {
  get(url: string, headers?: Headers): Promise<Answer>
  post(url: string, body?: Body, headers?: Headers): Promise<Answer>
  patch(url: string, body?: Body, headers?: Headers): Promise<Answer>
  put(url: string, body?: Body, headers?: Headers): Promise<Answer>
  delete(url: string, headers?: Headers, body?: Body): Promise<Answer>
}

export type Harness = {
  deps: Deps
  server: FastifyInstance
  urls: Urls
  /** The database as its owner, who sees every row. */
  owner: Db
  seed: { tenant(options?: { plan?: string; role?: 'owner' | 'admin' }): Promise<SeededTenant> }
  anonymous: Caller
  as(tenant: SeededTenant): Caller
  /** A caller with this access token or key. */
  bearing(token: string): Caller
  /** A caller with an API key of these scopes, of this tenant or a new one. */
  withKey(scopes: Scope[], tenant?: SeededTenant): Promise<Caller>
  /** How many rows a table has, whoever they belong to. */
  count(table: string): Promise<number>
}

/** The real server on a database of its own; both are gone after the test. */
export const harness = async (
  t: TestContext,
  options: {
    routes?: Route[]
    config?: Record<string, string>
    deps?: (deps: Deps) => Partial<Deps>
    /** A database that is there, instead of one of its own. */
    database?: Urls
    /** The pages for people, which the server has none of otherwise. */
    dashboard?: Dashboard
    /** How patient sockets of events are, where that is not the usual. */
    socket_times?: SocketTimes
  } = {}
): Promise<Harness> => {
  // Before the database's own clean-up: what runs still needs it.
  let close = async (): Promise<void> => undefined
  t.after(() => close())
  const urls = options.database ?? (await testDatabase(t))
  const owner = openDb({ url: urls.owner, connections_max: 2, application_name: 'test' })
  const deps = testDeps(urls.tenant, readConfig({ BCRYPT_COST: '4', ...options.config }))
  Object.assign(deps, options.deps?.(deps))
  deps.accept_calls = createAcceptCalls(deps)
  const admin = adminDeps(urls.system, deps.workers)
  const asked = options.routes ?? [...gateway_routes, ...listed_admin_routes]
  const routes = withSystem(asked, admin)
  const { dashboard, socket_times } = options
  const about = { title: 'Test', description: 'Test', documents: true, dashboard, socket_times }
  const server = await buildServer(deps, routes, about)
  const undocumented = recordAnswers(server, routes)
  close = async () => {
    await server.close()
    await deps.db.close()
    await admin.db.close()
    await owner.close()
    assert.deepEqual(undocumented, [], 'answers that the OpenAPI document does not tell of')
  }

  const caller = (credential: Headers): Caller => {
    const send = (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string) => {
      return (body: Body | undefined, headers: Headers = {}) =>
        server.inject({
          method,
          url,
          headers: { ...credential, ...headers },
          ...(body !== undefined && { payload: body })
        })
    }
    return {
      get: (url, headers) => send('GET', url)(undefined, headers),
      post: (url, body, headers) => send('POST', url)(body, headers),
      patch: (url, body, headers) => send('PATCH', url)(body, headers),
      put: (url, body, headers) => send('PUT', url)(body, headers),
      delete: (url, headers, body) => send('DELETE', url)(body, headers)
    }
  }

  const bearing = (token: string) => caller({ authorization: `Bearer ${token}` })
  const seed = {
    tenant: (wanted: { plan?: string; role?: 'owner' | 'admin' } = {}) =>
      seedTenant(deps, owner, wanted)
  }
  return {
    deps,
    server,
    urls,
    owner,
    seed,
    anonymous: caller({}),
    as: (tenant) => bearing(tenant.access_token),
    bearing,
    withKey: async (scopes, tenant) => {
      const of = tenant ?? (await seed.tenant())
      return caller({ 'x-api-key': await seedApiKey(owner, of, scopes) })
    },
    count: async (table) => {
      const rows = await owner.query<{ count: number }>(`select count(*) from ${table}`)
      return rows[0]?.count ?? 0
    }
  }
}

/** What the server needs, with the database of a test. */
export const testDeps = (tenant_url: string, config: Config): Deps => {
  const db = openDb({
    url: tenant_url,
    connections_max: 10,
    application_name: 'test',
    shared_by_tenants: true
  })
  const log = createLog({ level: process.env['TEST_LOG_LEVEL'] ?? 'fatal', role: 'test' })
  const parts = {
    db,
    clock: systemClock,
    jwt_secret: createKeyRing([Buffer.alloc(32, 1)]),
    workers: no_workers,
    message_counters: createMemoryCounters(),
    meters: createMeters(service_meters),
    media: openMedia({
      ...config,
      MEDIA_DIR: mkdtempSync(join(tmpdir(), 'gateway-media-')),
      DISK_FREE_MB_MIN: 0
    })
  }
  return {
    ...parts,
    log,
    config,
    exposition: createExposition((error) => log.warn({ err: error }, 'metrics left out')),
    webhook_key: createKeyRing([Buffer.alloc(32, 2)]),
    proxy_key: createKeyRing([Buffer.alloc(32, 8)]),
    call_places: createCallPlaces(),
    accept_calls: createAcceptCalls(parts),
    fetch_preview: createFetchPreview(parseNetworks('127.0.0.1') ?? [], createResolver(), 'test'),
    credentials: createCredentials(db),
    event_hub: createEventNotifier({ db, log }),
    background: createBackground(log),
    payment_verifiers: openVerifiers(config),
    passwords: createPasswordHasher(config.BCRYPT_COST),
    cache: createMemoryCache(log),
    login_limits: createLoginLimits(),
    // Tests of other things make more requests in a minute than anybody.
    request_limits: createRequestLimits({
      db,
      clock: systemClock,
      log,
      config: { ...config, ANONYMOUS_REQUESTS_PER_MINUTE: 0, TENANT_REQUESTS_PER_MINUTE: 0 }
    }),
    request_log: createRequestLog(db, log),
    registration_limits: createRegistrationLimits({
      per_hour: config.REGISTRATIONS_PER_ADDRESS_PER_HOUR,
      per_day: config.REGISTRATIONS_PER_ADDRESS_PER_DAY ?? null
    }),
    states: createStateWatch(systemClock),
    health_look: createHealthLook(db, config.DATA_DIR, parts.media, () => new Date()),
    version: '0.0.0',
    started_at: new Date()
  }
}

const seedTenant = async (
  deps: Deps,
  owner: Db,
  wanted: { plan?: string; role?: 'owner' | 'admin' }
): Promise<SeededTenant> => {
  const tenant_id = newId('tenant')
  const user_id = newId('user')
  const family_id = newId('token_family')
  const email = `${user_id}@example.com`
  const password = 'correct horse battery'
  await owner.query('select auth_register($1, $2, $3, $4, $5, $6, $7)', [
    tenant_id,
    user_id,
    newId('subscription'),
    email,
    'A Person',
    await deps.passwords.hash(password),
    wanted.plan ?? 'trial'
  ])
  if (wanted.role)
    await owner.query('update users set role = $2 where id = $1', [user_id, wanted.role])
  await owner.query(
    `insert into refresh_tokens (id, tenant_id, user_id, family_id, token_hash, expires_at)
     values ($1, $2, $3, $4, $5, now() + interval '1 day')`,
    [newId('refresh_token'), tenant_id, user_id, family_id, sha256(randomToken())]
  )
  const { access_token } = await signAccessToken(deps, { user_id, family_id })
  return { tenant_id, session_ids: null, user_id, family_id, email, password, access_token }
}

const seedApiKey = async (owner: Db, of: SeededTenant, scopes: Scope[]): Promise<string> => {
  const key = `wak_${randomToken()}`
  await owner.query(
    `insert into api_keys (id, tenant_id, user_id, name, prefix, key_hash, scopes)
     values ($1, $2, $3, 'test', $4, $5, $6)`,
    [newId('api_key'), of.tenant_id, of.user_id, key.slice(0, 12), sha256(key), scopes]
  )
  return key
}

const unreachable = async (): Promise<never> => {
  throw new AppError('worker_unreachable')
}

/** Workers that nobody started. */
export const no_workers: WorkerControl = {
  health: unreachable,
  metrics: unreachable,
  logs: unreachable,
  assign: unreachable,
  release: unreachable,
  restart: unreachable,
  logout: unreachable,
  call: unreachable,
  poke: () => undefined,
  drain: unreachable
}
