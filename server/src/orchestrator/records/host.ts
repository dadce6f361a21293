import type { Assignment } from '../../control/contract.ts'
import type { Db } from '../../lib/db.ts'
import type { KeyRing } from '../../lib/key-ring.ts'
import {
  expireLease,
  listValidLeases,
  lockLeasesToTake,
  takeLeases
} from '../../store/leases/take.ts'
import { setSessionsWaiting } from '../../store/sessions/placements.ts'
import { tellStatus } from './events.ts'
import { place } from './place.ts'
import { openSessionKeys } from './session-keys.ts'

export type Hosting = {
  assignments: Assignment[]
  /** Sessions whose key cannot be opened now; they wait. */
  unreadable: string[]
}

/**
 * Makes ready what an instance needs for sessions that are placed on it and that it does not have: the lease of each,
 * and its key. Sessions whose lease may still be in use elsewhere are left out, to be asked for again.
 */
export const hostSessions = (
  deps: { db: Db; master_key: KeyRing; lease_seconds: number },
  instance_id: string,
  session_ids: string[]
): Promise<Hosting> =>
  deps.db.transaction(async (tx) => {
    await lockLeasesToTake(tx, session_ids)
    const valid = await listValidLeases(tx, instance_id, session_ids)
    const known = new Set(valid.map((lease) => lease.session_id))
    const missing = session_ids.filter((id) => !known.has(id))
    const taken = await takeLeases(tx, instance_id, missing, deps.lease_seconds)
    // Whoever had these has them no more: their connection is about to be opened anew.
    await place(
      tx,
      instance_id,
      taken.map((lease) => lease.session_id)
    )
    const leases = [...valid, ...taken]
    const keys = await openSessionKeys(tx, deps.master_key, leases)
    const assignments: Assignment[] = []
    const unreadable: string[] = []
    for (const lease of leases) {
      const key = keys.get(lease.session_id)
      if (key) assignments.push({ ...lease, key: key.toString('base64') })
      else unreadable.push(lease.session_id)
    }
    // The master key may be the wrong one, which is nothing that a customer could mend.
    if (unreadable.length > 0)
      tellStatus(tx, await setSessionsWaiting(tx, unreadable, 'key_unavailable'))
    return { assignments, unreadable }
  })

/** An instance has said that it does not hold this session any more. */
export const sessionReleased = (
  db: Db,
  instance_id: string,
  session_id: string,
  epoch: number
): Promise<void> => db.transaction((tx) => expireLease(tx, instance_id, session_id, epoch))
