import { AppError } from '../../domain/errors.ts'
import { session_reasons, type WaitingForWorker, waitsForWorker } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { pause } from '../../lib/retry.ts'
import type { Instance } from '../../schemas/instance.ts'
import { findTenantInstance, type TenantInstance } from '../../store/instances/tenants.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { wantRunning } from '../sessions/start.ts'
import { instanceView } from './view.ts'

const wait_ms_max = 15_000
const look_again_ms = 75

/** Starts the session and answers with the instance that hosts it. For a session that runs already that is the one it has. */
export const createInstance = async (
  deps: Deps,
  tenant: Tenant,
  input: { session_id: string },
  signal: AbortSignal
): Promise<Instance & { session_id: string }> => {
  const { session_id } = input
  await deps.db.withTenant(tenant, (tx) =>
    wantRunning(tx, tenant.tenant_id, session_id, deps.config.UNLINKED_SESSIONS_MAX)
  )
  const deadline = deps.clock.monotonic_ms() + wait_ms_max
  for (;;) {
    const instance = await findRunning(deps, tenant, session_id)
    if (instance) return { session_id, ...instanceView(instance) }
    if (signal.aborted || deps.clock.monotonic_ms() >= deadline)
      throw noWorker(session_id, 'worker_unavailable')
    await pause(look_again_ms, signal)
  }
}

/** The running instance that has the session; null while none has it yet. */
const findRunning = (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<TenantInstance | null> =>
  deps.db.withTenant(tenant, async (tx) => {
    const session = await getSession(tx, tenant.tenant_id, session_id)
    const waits_for = waitsForWorker(session.status_reason)
    if (waits_for) throw noWorker(session_id, waits_for)
    // Somebody stopped it while we were waiting.
    if (session.desired === 'stopped') throw new AppError('session_not_started', { session_id })
    if (session.instance_id === null) return null
    // Since the session was read it may have been given to another one, which the next look finds.
    const instance = await findTenantInstance(tx, tenant.tenant_id, session.instance_id)
    return instance?.status === 'running' ? instance : null
  })

/** The session stays wanted, and starts by itself. */
const noWorker = (session_id: string, reason: WaitingForWorker): AppError =>
  new AppError(
    reason === 'no_capacity' ? 'no_capacity' : 'worker_unavailable',
    { session_id, reason },
    { detail: session_reasons[reason], retry_after_s: 5 }
  )
