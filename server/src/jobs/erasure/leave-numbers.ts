import { AppError } from '../../domain/errors.ts'
import { resting_statuses } from '../../domain/session.ts'
import { askForReconcile } from '../../queue/reconcile.ts'
import { listSessionsToLeave } from '../../store/erased-rows.ts'
import { findLockedSession, setSessionState } from '../../store/sessions/sessions.ts'
import { findWorkersOf } from '../../store/sessions/workers.ts'
import type { TaskDeps } from '../task.ts'

type Deps = Pick<TaskDeps, 'db' | 'log' | 'workers'>

/**
 * Has each linked number of a tenant log out of WhatsApp, connecting it where need be: that it is wanted stands in the session,
 * so whichever worker has it sees to it. Returns how many have not done so yet.
 */
export const leaveNumbers = async (deps: Deps, tenant_id: string): Promise<number> => {
  const sessions = await listSessionsToLeave(deps.db, tenant_id)
  for (const { id, is_asked } of sessions) if (!is_asked) await leave(deps, tenant_id, id)
  return sessions.length
}

const leave = async ({ db, log, workers }: Deps, tenant_id: string, id: string): Promise<void> => {
  await db.transaction(async (tx) => {
    const before = await findLockedSession(tx, tenant_id, id)
    if (!before) return
    const rests = resting_statuses.includes(before.status)
    await setSessionState(tx, tenant_id, id, {
      desired: 'running',
      status: rests ? 'starting' : before.status,
      status_reason: rests ? 'logging_out' : before.status_reason,
      logs_out: true
    })
    await askForReconcile(tx)
  })
  // A worker that cannot be asked looks by itself when it connects.
  for (const worker of workers ? await findWorkersOf(db, [id]) : [])
    await workers?.logout(worker, id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'session_not_started') return
      log.warn({ session_id: id, err: error }, 'worker not asked for a log-out')
    })
}
