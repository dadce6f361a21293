import type { InstanceRow } from '../../domain/instance.ts'
import type { Db } from '../../lib/db.ts'
import {
  endInstance,
  setHeartbeats,
  setInstanceAddress,
  setInstanceRunning,
  setInstanceStatus
} from '../../store/instances/instances.ts'
import { loseSessions } from '../../store/sessions/placements.ts'
import type { StartedWorker } from '../drivers/contract.ts'
import { tellInstance, tellStatus } from './events.ts'

/** Notes what the driver calls a started worker and where it listens. */
export const noteAddress = (db: Db, instance_id: string, started: StartedWorker): Promise<void> =>
  db.transaction((tx) => setInstanceAddress(tx, instance_id, started))

/** The worker has answered for the first time. */
export const instanceStarted = (db: Db, instance_id: string): Promise<InstanceRow | null> =>
  db.transaction(async (tx) => {
    const row = await setInstanceRunning(tx, instance_id)
    if (row) await tellInstance(tx, 'instance.started', row)
    return row
  })

/** The worker has not answered for too long, though it is there. */
export const instanceUnhealthy = (db: Db, instance_id: string, reason: string): Promise<void> =>
  db.transaction(async (tx) => {
    const row = await setInstanceStatus(tx, instance_id, 'unhealthy', reason)
    if (row) await tellInstance(tx, 'instance.unhealthy', row)
  })

/** The worker takes nothing new from now on, for this reason. */
export const instanceDraining = (
  db: Db,
  instance_id: string,
  reason: string | null
): Promise<void> =>
  db.transaction(async (tx) => void (await setInstanceStatus(tx, instance_id, 'draining', reason)))

/** The worker was stopped on purpose and its process is gone. Sessions that were not moved before may be taken at once. */
export const instanceStopped = (
  db: Db,
  instance_id: string,
  reason: string | null
): Promise<void> =>
  db.transaction(async (tx) => {
    const row = await endInstance(tx, instance_id, 'stopped', reason)
    if (!row) return
    tellStatus(tx, await loseSessions(tx, instance_id))
    await tellInstance(tx, 'instance.stopped', row)
  })

/** The worker's process is gone and should not be. Its sessions may be taken at once, which is what its replacement does. */
export const instanceFailed = (db: Db, instance_id: string, reason: string): Promise<void> =>
  db.transaction(async (tx) => {
    const row = await endInstance(tx, instance_id, 'failed', reason)
    if (!row) return
    tellStatus(tx, await loseSessions(tx, instance_id))
    await tellInstance(tx, 'instance.replaced', row)
  })

/** These workers have answered just now. */
export const instancesAlive = (db: Db, instance_ids: string[]): Promise<void> =>
  setHeartbeats(db, instance_ids)
