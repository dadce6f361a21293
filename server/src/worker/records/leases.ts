import type { Db } from '../../lib/db.ts'
import { type HeldLease, releaseLeases, renewLeases } from '../../store/leases/renew.ts'

export type { HeldLease } from '../../store/leases/renew.ts'

/** Keeps the leases for `seconds` from now and tells which were lost. */
export const keepLeases = async (
  db: Db,
  leases: HeldLease[],
  seconds: number
): Promise<{ lost: string[] }> => {
  const kept = new Set((await renewLeases(db, leases, seconds)).map((lease) => lease.session_id))
  return {
    lost: leases.filter((lease) => !kept.has(lease.session_id)).map((lease) => lease.session_id)
  }
}

/** Gives leases back, so that another worker may take the sessions at once. Their sockets must be closed. */
export const returnLeases = async (db: Db, leases: HeldLease[]): Promise<void> => {
  if (leases.length > 0) await releaseLeases(db, leases)
}
