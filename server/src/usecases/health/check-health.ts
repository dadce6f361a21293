import type { DiskSpace } from '../../lib/disk-space.ts'
import type { RoleLife, ServiceRole } from '../../store/service-heartbeats.ts'
import type { Deps } from '../deps.ts'
import type { InstanceCounts } from './look.ts'

export type PartState = 'ok' | 'degraded' | 'down'
export type Part = { state: PartState; since: string }

export type Health = {
  status: PartState
  version: string
  uptime_s: number
  parts: {
    database: Part
    orchestrator: Part
    delivery: Part
    instances: Part & { counts: InstanceCounts | null }
    disk: Part & { free_mb: number | null; total_mb: number | null }
  }
}

/** How the whole installation is, as far as this process can see within two seconds. Without its database it is down. */
export const checkHealth = async (deps: Deps): Promise<Health> => {
  const [seen, space] = await Promise.all([deps.health_look.database(), deps.health_look.disk()])
  const tracked = (part: string, state: PartState): Part => ({
    state,
    since: deps.states.since(part, state).toISOString()
  })
  const parts = {
    database: tracked('database', seen ? 'ok' : 'down'),
    orchestrator: rolePart(seen?.lives, 'orchestrator') ?? tracked('orchestrator', 'down'),
    delivery: rolePart(seen?.lives, 'delivery') ?? tracked('delivery', 'down'),
    instances: {
      ...tracked('instances', !seen ? 'down' : seen.instances.unhealthy > 0 ? 'degraded' : 'ok'),
      counts: seen?.instances ?? null
    },
    disk: {
      ...tracked('disk', isLow(space, deps.config.DISK_FREE_MB_MIN) ? 'degraded' : 'ok'),
      free_mb: space?.free_mb ?? null,
      total_mb: space?.total_mb ?? null
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

/** Whether this process can serve: it reaches its database. */
export const isReady = async (deps: Deps): Promise<boolean> =>
  (await deps.health_look.database()) !== null

const isLow = (space: DiskSpace | null, free_mb_min: number): boolean =>
  space !== null && space.free_mb < free_mb_min

const rolePart = (lives: RoleLife[] | undefined, role: ServiceRole): Part | undefined => {
  const life = lives?.find((one) => one.role === role)
  return (
    life && {
      state: life.alive ? 'ok' : 'down',
      since: (life.alive ? life.started_at : life.seen_at).toISOString()
    }
  )
}
