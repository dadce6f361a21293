import type { Cache } from '../../cache/contract.ts'
import type { WaitingForWorker } from '../../domain/session.ts'
import type { DiskSpace } from '../../lib/disk-space.ts'
import type { MediaStore } from '../../media/contract.ts'
import type { RoleLife, ServiceRole } from '../../store/service-heartbeats.ts'
import type { ClientHealth } from '../client-version/health.ts'
import type { Deps } from '../deps.ts'
import type { InstanceCounts } from './look.ts'

export type PartState = 'ok' | 'degraded' | 'down'
export type Part = { state: PartState; since: Date }

/** How many sessions wait for a worker, by reason. */
export type WaitingSessions = Record<WaitingForWorker, number>

/** How many hosts of workers have each trouble, as the orchestrator tells it; null while none does. */
export type HostTroubles = { clock_wrong: number | null; disk_full: number | null }

/** What is needed to work on files. */
export type MediaHealth = {
  store: MediaStore['kind']
  transcoding: 'ok' | 'unavailable' | null
}

export type Health = {
  status: PartState
  version: string
  uptime_s: number
  parts: {
    database: Part
    orchestrator: Part
    delivery: Part
    instances: Part & { counts: InstanceCounts | null; waiting_sessions: WaitingSessions | null }
    hosts: Part & HostTroubles
    cache: Part & { kind: Cache['kind'] }
    disk: Part & { free_mb: number | null; total_mb: number | null }
    media: Part & MediaHealth
    whatsapp: Part & { client: ClientHealth | null }
  }
}

/** How the whole installation is, as far as this process can see within two seconds. Without its database it is down. */
export const checkHealth = async (deps: Deps): Promise<Health> => {
  const [seen, space, files, cache] = await Promise.all([
    deps.health_look.database(),
    deps.health_look.disk(),
    deps.health_look.files(),
    deps.cache.state()
  ])
  const tracked = (part: string, state: PartState): Part => ({
    state,
    since: deps.states.since(part, state)
  })
  const waiting = waitingSessions(seen?.lives)
  const troubled =
    (seen?.instances.unhealthy ?? 0) > 0 || Object.values(waiting ?? {}).some((count) => count > 0)
  const parts = {
    database: tracked('database', seen ? 'ok' : 'down'),
    orchestrator: rolePart(seen?.lives, 'orchestrator') ?? tracked('orchestrator', 'down'),
    delivery: rolePart(seen?.lives, 'delivery') ?? tracked('delivery', 'down'),
    instances: {
      ...tracked('instances', !seen ? 'down' : troubled ? 'degraded' : 'ok'),
      counts: seen?.instances ?? null,
      waiting_sessions: waiting
    },
    hosts: hostsPart(seen?.lives, tracked),
    cache: { ...tracked('cache', cache === 'ok' ? 'ok' : 'degraded'), kind: deps.cache.kind },
    disk: {
      ...tracked('disk', isLow(space, deps.config.DISK_FREE_MB_MIN) ? 'degraded' : 'ok'),
      free_mb: space?.free_mb ?? null,
      total_mb: space?.total_mb ?? null
    },
    media: mediaPart(deps, seen?.lives, files === true, tracked),
    whatsapp: {
      // Without a database it is not known to be worse than it was.
      ...tracked('whatsapp', seen?.client?.refused ? 'degraded' : 'ok'),
      client: seen?.client ?? null
    }
  }
  const all_ok = Object.values(parts).every((part) => part.state === 'ok')
  return {
    status: !seen ? 'down' : all_ok ? 'ok' : 'degraded',
    version: deps.version,
    uptime_s: Math.round((deps.clock.now().getTime() - deps.started_at.getTime()) / 1000),
    parts
  }
}

/** What the processes that work on files have told a moment ago; null while none does. */
const mediaPart = (
  deps: Deps,
  lives: RoleLife[] | undefined,
  reached: boolean,
  tracked: (part: string, state: PartState) => Part
): Part & MediaHealth => {
  const life = lives?.find((one) => one.role === 'delivery' && one.alive)
  const told = life?.details['transcoding']
  return {
    ...tracked('media', reached ? 'ok' : 'degraded'),
    store: deps.media.kind,
    transcoding: told === 'ok' || told === 'unavailable' ? told : null
  }
}

/** Whether this process can serve: it reaches its database. */
export const isReady = async (deps: Deps): Promise<boolean> =>
  (await deps.health_look.database()) !== null

const isLow = (space: DiskSpace | null, free_mb_min: number): boolean =>
  space !== null && space.free_mb < free_mb_min

/** As the orchestrator told it a moment ago; null while none does. */
const waitingSessions = (lives: RoleLife[] | undefined): WaitingSessions | null => {
  const life = lives?.find((one) => one.role === 'orchestrator')
  const told = life?.alive && life.details['waiting']
  return told ? (told as WaitingSessions) : null
}

const hostsPart = (
  lives: RoleLife[] | undefined,
  tracked: (part: string, state: PartState) => Part
): Part & HostTroubles => {
  const life = lives?.find((one) => one.role === 'orchestrator')
  const told = (life?.alive ? life.details['hosts'] : undefined) as
    | { clock_wrong: number; disk_full: number }
    | undefined
  const { clock_wrong = null, disk_full = null } = told ?? {}
  const troubled = (clock_wrong ?? 0) + (disk_full ?? 0) > 0
  return { ...tracked('hosts', troubled ? 'degraded' : 'ok'), clock_wrong, disk_full }
}

const rolePart = (lives: RoleLife[] | undefined, role: ServiceRole): Part | undefined => {
  const life = lives?.find((one) => one.role === role)
  return (
    life && {
      state: life.alive ? 'ok' : 'down',
      since: life.alive ? life.started_at : life.seen_at
    }
  )
}
