import { addressKey } from '../../cache/address-key.ts'
import type { Counters } from '../../cache/contract.ts'
import { createMemoryCounters } from '../../cache/memory-counters.ts'
import type { RateLimit } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { createBoundedMap } from '../../lib/bounded-map.ts'
import type { Clock } from '../../lib/clock.ts'
import { sha256 } from '../../lib/crypto.ts'
import { type Db, wholeTenant } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import { findRequestsPerMinute } from '../../store/subscriptions/plans.ts'
import type { Settings } from '../settings.ts'

/** What a caller is told of the limit, and whether this request is within it. Null: there is none. */
export type Allowance = (RateLimit & { within: boolean }) | null

/** Counts requests by the minute: of a tenant as the plan says, of an API key that has a limit of its own, of a link token, and of those without a good credential by their address. */
export type RequestLimits = {
  /**
   * Of a tenant, and first of the API key where that has a limit of its own: what the key may not do takes nothing from the others.
   * Tells the limit that is nearer.
   */
  ofTenant(tenant_id: string, key?: LimitedKey | null): Promise<Allowance>
  /** Of whoever holds the link token of a session: it takes nothing from what its tenant may make. */
  ofLinkToken(session_id: string): Promise<Allowance>
  ofAddress(ip: string): Promise<Allowance>
  /**
   * Before a credential is looked up. Too many bad ones from an address, and only those that were good a while ago are
   * looked up for it: whoever shares the address goes on.
   */
  beforeCredential(ip: string, credential: string): Promise<Allowance>
  credentialWasGood(credential: string): void
  credentialWasBad(ip: string): Promise<void>
}

export type LimitedKey = { id: string; requests_per_minute_max: number }

/** The API key of a caller, when it has a limit of its own. */
export const limitedKeyOf = ({
  api_key_id,
  requests_per_minute_max
}: Pick<Tenant, 'api_key_id' | 'requests_per_minute_max'>): LimitedKey | null =>
  api_key_id && requests_per_minute_max ? { id: api_key_id, requests_per_minute_max } : null

export const window_s = 60
const plan_kept_ms = 60_000
const tenants_max = 20_000
const credentials_max = 10_000
/** Until the plan is read, which is a moment after a tenant's first request. */
const first_requests_max = 12_000
/** A page that looks twice a second, in two tabs. */
const link_token_max = 240

type LimitsDeps = {
  db: Db
  clock: Clock
  log: Log
  config: Settings
  counters?: (name: string) => Counters
}

export const createRequestLimits = (deps: LimitsDeps): RequestLimits => {
  const { db, clock, log, config } = deps
  const newCounters = deps.counters ?? (() => createMemoryCounters())
  const tenants = newCounters('requests of tenants')
  const keys = newCounters('requests of keys')
  const links = newCounters('requests with link tokens')
  const addresses = newCounters('requests without a credential')
  const failures = newCounters('bad credentials')
  const plans = createBoundedMap<string, { limit: number | null; read_ms: number }>(tenants_max)
  const good = createBoundedMap<string, number>(credentials_max)
  const anonymous_max = config.ANONYMOUS_REQUESTS_PER_MINUTE || null

  const readPlan = (tenant_id: string): void => {
    db.withTenant(wholeTenant(tenant_id), (tx) => findRequestsPerMinute(tx, tenant_id)).then(
      (limit) => void plans.set(tenant_id, { limit, read_ms: clock.monotonic_ms() }),
      (error: unknown) =>
        log.debug({ tenant_id, err: error }, 'plan could not be read, trying again')
    )
  }
  /** What is known of the plan; read again in the background once a minute, so that no request waits for it. */
  const limitOf = (tenant_id: string): number | null => {
    if (config.TENANT_REQUESTS_PER_MINUTE !== undefined)
      return config.TENANT_REQUESTS_PER_MINUTE || null
    const known = plans.get(tenant_id)
    const limit = known ? known.limit : first_requests_max
    const now_ms = clock.monotonic_ms()
    if (!known || now_ms - known.read_ms > plan_kept_ms) {
      plans.set(tenant_id, { limit, read_ms: now_ms })
      readPlan(tenant_id)
    }
    return limit
  }
  const take = async (
    counters: Counters,
    key: string,
    limit: number | null
  ): Promise<Allowance> => {
    if (limit === null) return null
    const { used, reset_s } = await counters.add(key, 1, window_s)
    return { limit, remaining: Math.max(0, limit - used), reset_s, within: used <= limit }
  }
  const nameOf = (credential: string): string => sha256(credential).toString('latin1')

  return {
    ofTenant: async (tenant_id, key = null) => {
      const own = key && (await take(keys, key.id, key.requests_per_minute_max))
      if (own?.within === false) return own
      const all = await take(tenants, tenant_id, limitOf(tenant_id))
      return nearer(own, all)
    },
    ofLinkToken: (session_id) => take(links, session_id, link_token_max),
    ofAddress: (ip) => take(addresses, addressKey(ip), anonymous_max),
    beforeCredential: async (ip, credential) => {
      if (anonymous_max === null) return null
      const { used, reset_s } = await failures.read(addressKey(ip))
      if (used < anonymous_max || good.has(nameOf(credential))) return null
      return { limit: anonymous_max, remaining: 0, reset_s, within: false }
    },
    credentialWasGood: (credential) => void good.set(nameOf(credential), 1),
    credentialWasBad: async (ip) => void (await failures.add(addressKey(ip), 1, window_s))
  }
}

/** Of two limits the one that is passed, or else the one with less left. */
const nearer = (own: Allowance, all: Allowance): Allowance => {
  if (!own || !all) return own ?? all
  return !all.within || all.remaining < own.remaining ? all : own
}
