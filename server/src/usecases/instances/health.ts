import type { WorkerAddress, WorkerHealth } from '../../control/contract.ts'
import { AppError } from '../../domain/errors.ts'
import { hasAddress } from '../../domain/instance.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { InstanceHealth, InstanceStats } from '../../schemas/instance.ts'
import type { TenantInstance } from '../../store/instances/tenants.ts'
import type { Deps } from '../deps.ts'
import { loadInstance } from './read.ts'

/** What the worker says of itself right now. One that does not answer is unhealthy; one that was stopped is asked nothing. */
export const checkInstance = async (
  deps: Deps,
  tenant: Tenant,
  instance_id: string
): Promise<InstanceHealth> => {
  const instance = await loadInstance(deps, tenant, instance_id)
  const checked_at = deps.clock.now()
  const health = await askWorker(deps, instance)
  if (!health) {
    const { status: last } = instance
    const status = last === 'stopped' || last === 'failed' ? last : 'unhealthy'
    return { instance_id, status, checked_at, uptime_s: null, sessions: [] }
  }
  return {
    instance_id,
    status: health.status === 'running' ? 'healthy' : 'draining',
    checked_at,
    uptime_s: health.uptime_s,
    sessions: ownSessions(instance, health)
  }
}

/** The worker's resources and the tenant's share of its work. */
export const readInstanceStats = async (
  deps: Deps,
  tenant: Tenant,
  instance_id: string
): Promise<InstanceStats> => {
  const instance = await loadInstance(deps, tenant, instance_id)
  const health = await askWorker(deps, instance)
  if (!health) throw new AppError('instance_not_running', { instance_id })
  const sessions = ownSessions(instance, health)
  // How busy others keep a shared worker is their business.
  const own = instance.tenant_id !== null
  return {
    instance_id,
    uptime_s: health.uptime_s,
    memory_rss_bytes: own ? health.memory_rss_bytes : null,
    cpu_s: own ? health.cpu_s : null,
    queue_depth: own ? health.queue_depth : null,
    sessions_count: sessions.length,
    connected_count: sessions.filter((session) => session.connected).length
  }
}

/** The address of the instance's worker. */
export const addressOf = (instance: TenantInstance): WorkerAddress => ({
  instance_id: instance.id,
  host: instance.host,
  port: instance.port
})

/** Null when the worker does not answer or is known to be gone: its port may be another's by now. */
const askWorker = async (deps: Deps, instance: TenantInstance): Promise<WorkerHealth | null> => {
  if (instance.status === 'stopped' || instance.status === 'failed' || !hasAddress(instance))
    return null
  try {
    return await deps.workers.health(addressOf(instance))
  } catch (error) {
    if (error instanceof AppError && error.code === 'worker_unreachable') return null
    throw error
  }
}

const ownSessions = (
  instance: TenantInstance,
  health: WorkerHealth
): { session_id: string; connected: boolean }[] =>
  health.sessions
    .filter((session) => instance.session_ids.includes(session.session_id))
    .map(({ session_id, connected }) => ({ session_id, connected }))
