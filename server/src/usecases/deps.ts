import type { Cache, Counters } from '../cache/contract.ts'
import type { LoginLimits } from '../cache/login-limits.ts'
import type { RegistrationLimits } from '../cache/registration-limits.ts'
import type { WorkerControl } from '../control/contract.ts'
import type { Background } from '../lib/background-tasks.ts'
import type { Clock } from '../lib/clock.ts'
import type { Db } from '../lib/db.ts'
import type { Exposition } from '../lib/exposition.ts'
import type { FairPlaces } from '../lib/fair-places.ts'
import type { KeyRing } from '../lib/key-ring.ts'
import type { Log } from '../lib/log.ts'
import type { PasswordHasher } from '../lib/password-hasher.ts'
import type { Tracing } from '../lib/tracing.ts'
import type { MediaStore } from '../media/contract.ts'
import type { FetchPreview } from '../media/link-preview.ts'
import type { Verifiers } from '../payments/open.ts'
import type { RequestLog } from './api-keys/request-log.ts'
import type { Credentials } from './auth/credentials.ts'
import type { EventNotifier } from './events/event-notifier.ts'
import type { HealthLook } from './health/look.ts'
import type { StateWatch } from './health/state-watch.ts'
import type { AcceptCalls } from './messages/accept-calls.ts'
import type { ServiceMeters } from './meters.ts'
import type { RequestLimits } from './plans/request-limits.ts'
import type { Settings } from './settings.ts'

/** What use cases need, made once by the process that runs them. */
export type Deps = {
  /** PostgreSQL as wa_tenant. */
  db: Db
  clock: Clock
  log: Log
  config: Settings
  /** Signs access tokens, and seals the answers kept for replays. */
  jwt_secret: KeyRing
  /** Seals the secrets of webhooks. */
  webhook_key: KeyRing
  /** Seals the proxies of sessions for the orchestrator. */
  proxy_key: KeyRing
  workers: WorkerControl
  /** Room for what is asked of running sessions, given to tenants in turn. */
  call_places: FairPlaces
  /** Where files are kept. */
  media: MediaStore
  /** Accepts messages, those of many callers together. */
  accept_calls: AcceptCalls
  /** The messages of each tenant within a minute. */
  message_counters: Counters
  /** Looks up pages for previews of links. */
  fetch_preview: FetchPreview
  /** Tells open streams of new events. */
  event_hub: EventNotifier
  background: Background
  /** What proves the webhooks of the payment providers that are set up. */
  payment_verifiers: Verifiers
  meters: ServiceMeters
  /** Where spans of messages go; none where traces are off. */
  tracing?: Tracing | null
  /** What is read at /metrics. */
  exposition: Exposition
  passwords: PasswordHasher
  credentials: Credentials
  cache: Cache
  login_limits: LoginLimits
  registration_limits: RegistrationLimits
  request_limits: RequestLimits
  request_log: RequestLog
  states: StateWatch
  health_look: HealthLook
  version: string
  started_at: Date
}
