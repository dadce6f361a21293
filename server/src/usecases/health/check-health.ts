import { DatabaseAway } from '../../lib/database-away.ts'
import { countInstances } from '../../store/instance-counts.ts'
import { listRoleLives, type RoleLife, type ServiceRole } from '../../store/service-heartbeats.ts'
import type { Deps } from '../deps.ts'

export type PartState = 'ok' | 'degraded' | 'down'
export type Part = { state: PartState; since: string }
export type InstanceCounts = { running: number; starting: number; unhealthy: number }

export type Health = {
  status: PartState
  version: string
  uptime_s: number
  parts: {
    database: Part
    orchestrator: Part
    delivery: Part
    instances: Part & { counts: InstanceCounts | null }
  }
}

/** How the whole installation is, as far as this process can see. Without its database it is down. */
export const checkHealth = async (deps: Deps): Promise<Health> => {
  const seen = await look(deps)
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
export const isReady = async (deps: Deps): Promise<boolean> => (await look(deps)) !== null

const look = async (
  deps: Deps
): Promise<{ lives: RoleLife[]; instances: InstanceCounts } | null> => {
  try {
    return await deps.db.transaction(async (tx) => ({
      lives: await listRoleLives(tx),
      instances: await countInstances(tx)
    }))
  } catch (error) {
    if (error instanceof DatabaseAway) return null
    throw error
  }
}

const rolePart = (lives: RoleLife[] | undefined, role: ServiceRole): Part | undefined => {
  const life = lives?.find((one) => one.role === role)
  return (
    life && {
      state: life.alive ? 'ok' : 'down',
      since: (life.alive ? life.started_at : life.seen_at).toISOString()
    }
  )
}
