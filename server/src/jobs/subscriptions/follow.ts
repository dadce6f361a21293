import { resting_statuses } from '../../domain/session.ts'
import { isSuspended } from '../../domain/subscription-life.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { askForReconcile } from '../../queue/reconcile.ts'
import { holdSchedule, releaseSchedule } from '../../queue/unpaid-schedule.ts'
import { sessionView } from '../../schemas/session.ts'
import { putEvents } from '../../store/events/put.ts'
import {
  findLockedSession,
  type HostedSession,
  setSessionState
} from '../../store/sessions/sessions.ts'
import { findStage } from '../../store/subscriptions/life.ts'
import { findKept, forgetKept, listUnkept } from '../../store/subscriptions/next.ts'
import { listUnfollowed, noteStopped } from '../../store/subscriptions/unpaid-sessions.ts'

/**
 * Holds back what is planned while a subscription is limited. Stops the sessions of one that is suspended, and starts those again that were stopped by that when it is not any more. Each
 * is a transaction of its own, and the stage is read in it, so the last change counts; doing it again changes nothing.
 */
export const followSubscription = async (db: Db, tenant_id: string): Promise<void> => {
  const suspended = await db.transaction(async (tx) => {
    const stage = await findStage(tx, tenant_id)
    await (stage ? holdSchedule(tx, tenant_id) : releaseSchedule(tx, tenant_id))
    return isSuspended(stage)
  })
  for (const id of await listUnfollowed(db, tenant_id, suspended)) {
    await db.transaction(async (tx) => {
      const session = await findLockedSession(tx, tenant_id, id)
      // Whoever comes too late leaves it to the job that the other change has put.
      if (!session || isSuspended(await findStage(tx, tenant_id)) !== suspended) return
      if (suspended) await stop(tx, session)
      else await start(tx, session)
      await askForReconcile(tx)
    })
    // step: session followed its subscription
  }
  const kept = await db.transaction((tx) => findKept(tx, tenant_id))
  if (kept) await keepOnly(db, tenant_id, kept)
}

/** Sessions that were not chosen for a smaller plan are stopped, once, and may be started again when others are stopped. */
const keepOnly = async (db: Db, tenant_id: string, kept: string[]): Promise<void> => {
  for (const id of await listUnkept(db, tenant_id, kept))
    await db.transaction(async (tx) => {
      const session = await findLockedSession(tx, tenant_id, id)
      if (!session) return
      await stop(tx, session)
      await noteStopped(tx, id, false)
      await askForReconcile(tx)
    })
  await db.transaction((tx) => forgetKept(tx, tenant_id, kept))
}

const at_rest: string[] = ['created', 'stopped', 'logged_out']

const stop = async (tx: Tx, before: HostedSession): Promise<void> => {
  const { id, tenant_id, status, status_reason } = before
  if (before.desired === 'stopped' || before.logout_requested_at) return
  const hosted = before.instance_id !== null && before.worker_host !== null
  const stops = !hosted && !at_rest.includes(status)
  const session = await setSessionState(tx, tenant_id, id, {
    desired: 'stopped',
    status: stops ? 'stopped' : status,
    status_reason: stops ? 'stopped_by_user' : status_reason
  })
  await noteStopped(tx, id, true)
  if (stops) putSessionEvent(tx, 'session.stopped', session)
}

const start = async (tx: Tx, before: HostedSession): Promise<void> => {
  const { id, tenant_id, status } = before
  await noteStopped(tx, id, false)
  if (before.desired === 'running') return
  const rested = resting_statuses.includes(status)
  const session = await setSessionState(tx, tenant_id, id, {
    desired: 'running',
    status: rested ? 'starting' : status,
    status_reason: null
  })
  if (rested) putSessionEvent(tx, 'session.starting', session)
}

const putSessionEvent = (
  tx: Tx,
  type: 'session.stopped' | 'session.starting',
  session: HostedSession
): void =>
  putEvents(tx, [
    { tenant_id: session.tenant_id, session_id: session.id, type, data: sessionView(session) }
  ])
