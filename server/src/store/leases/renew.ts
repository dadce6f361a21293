import type { Tx } from '../../lib/db.ts'

export type HeldLease = { session_id: string; epoch: number }

/**
 * Which of these leases are still this worker's. They are locked until the transaction ends, so that nobody takes one
 * over between this look and the commit. An expired lease counts as long as nobody else has taken it.
 */
export const lockLeases = (tx: Tx, leases: HeldLease[]) =>
  tx.query<{ session_id: string }>(
    `select session_id from session_leases
     where session_id = any ($1::text[]) and epoch = ($2::bigint[])[array_position($1::text[], session_id::text)]
     order by session_id for key share`,
    [leases.map((lease) => lease.session_id), leases.map((lease) => lease.epoch)],
    'lock_leases'
  )

/** Keeps leases for `seconds` from now; those not returned belong to somebody else. */
export const renewLeases = (tx: Pick<Tx, 'query'>, leases: HeldLease[], seconds: number) =>
  tx.query<{ session_id: string }>(
    `update session_leases l set expires_at = now() + make_interval(secs => $3), renewed_at = now()
     from unnest($1::text[], $2::bigint[]) as held (session_id, epoch)
     where l.session_id = held.session_id and l.epoch = held.epoch
     returning l.session_id`,
    [leases.map((lease) => lease.session_id), leases.map((lease) => lease.epoch), seconds],
    'renew_leases'
  )

/** Gives leases back: they may be taken at once. */
export const releaseLeases = (tx: Pick<Tx, 'query'>, leases: HeldLease[]) =>
  tx.query(
    `update session_leases l set expires_at = now(), renewed_at = now()
     from unnest($1::text[], $2::bigint[]) as held (session_id, epoch)
     where l.session_id = held.session_id and l.epoch = held.epoch`,
    [leases.map((lease) => lease.session_id), leases.map((lease) => lease.epoch)],
    'give_back_leases'
  )
