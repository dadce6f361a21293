import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Instance } from '../../schemas/instance.ts'
import type { Deps } from '../deps.ts'
import { restartSession } from '../sessions/restart.ts'
import { startSession } from '../sessions/start.ts'
import { stopSession } from '../sessions/stop.ts'
import { loadInstance } from './read.ts'
import { instanceView } from './view.ts'

type Change = (deps: Deps, tenant: Tenant, session_id: string) => Promise<unknown>

/** Stops the tenant's sessions on the instance. An instance left without sessions is taken down. */
export const stopInstance = (deps: Deps, tenant: Tenant, instance_id: string): Promise<Instance> =>
  changeSessions(deps, tenant, instance_id, stopSession)

/** Starts the tenant's sessions that are still with the instance. */
export const startInstance = (deps: Deps, tenant: Tenant, instance_id: string): Promise<Instance> =>
  changeSessions(deps, tenant, instance_id, startSession, 'some')

/** Opens the connections of the tenant's sessions on the instance anew. */
export const restartInstance = (
  deps: Deps,
  tenant: Tenant,
  instance_id: string
): Promise<Instance> => changeSessions(deps, tenant, instance_id, restartSession, 'some')

const changeSessions = async (
  deps: Deps,
  tenant: Tenant,
  instance_id: string,
  change: Change,
  needs: 'any' | 'some' = 'any'
): Promise<Instance> => {
  const instance = await loadInstance(deps, tenant, instance_id)
  if (needs === 'some' && instance.session_ids.length === 0) {
    throw new AppError('instance_not_running', { instance_id })
  }
  // Together: each may wait for its worker. The connections of the pool bound how many really run at once.
  await Promise.all(
    instance.session_ids.map((session_id) => unlessGone(change(deps, tenant, session_id)))
  )
  return instanceView(await loadInstance(deps, tenant, instance_id).catch(ifNotFound(instance)))
}

/** A session deleted meanwhile needs no change. */
const unlessGone = (work: Promise<unknown>): Promise<unknown> => work.catch(ifNotFound(undefined))

const ifNotFound =
  <T>(value: T) =>
  (error: unknown): T => {
    if (error instanceof AppError && error.code === 'not_found') return value
    throw error
  }
