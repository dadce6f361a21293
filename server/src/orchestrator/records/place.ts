import type { InstanceRow } from '../../domain/instance.ts'
import type { WaitingForWorker } from '../../domain/session.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { insertInstance, type NewInstance } from '../../store/instances/instances.ts'
import {
  type PlaceReason,
  placeSessions,
  setSessionsWaiting,
  unplaceSessions
} from '../../store/sessions/placements.ts'
import { tellSessions, tellStatus } from './events.ts'

/** Places sessions on an instance that is there or starting. */
export const placeOn = (
  db: Db,
  instance_id: string,
  session_ids: string[],
  reason: PlaceReason
): Promise<void> => db.transaction((tx) => place(tx, instance_id, session_ids, reason))

/** Makes an instance that is about to be started, and places sessions on it. */
export const placeOnNew = (
  db: Db,
  instance: NewInstance,
  session_ids: string[]
): Promise<InstanceRow> =>
  db.transaction(async (tx) => {
    const row = await insertInstance(tx, instance)
    await place(tx, row.id, session_ids)
    return row
  })

/** Within a transaction: says where sessions are to run, and tells those who listen. */
export const place = async (
  tx: Tx,
  instance_id: string,
  session_ids: string[],
  reason: PlaceReason = 'worker_lost'
): Promise<void> => tellSessions(tx, await placeSessions(tx, instance_id, session_ids, reason))

/** Sessions wait for a worker, which is told once. They stay wanted and are tried again. */
export const letWait = (db: Db, session_ids: string[], reason: WaitingForWorker): Promise<void> =>
  db.transaction(async (tx) => tellStatus(tx, await setSessionsWaiting(tx, session_ids, reason)))

/** Takes sessions that are neither hosted nor wanted off their instances. */
export const unplace = (db: Db, session_ids: string[]): Promise<void> =>
  db.transaction(async (tx) => tellSessions(tx, await unplaceSessions(tx, session_ids)))
