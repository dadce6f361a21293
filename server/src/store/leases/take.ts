import type { Tx } from '../../lib/db.ts'

export type LeaseRow = { session_id: string; tenant_id: string; epoch: number }

/**
 * Locks the leases of these sessions. A worker that is writing under one of them finishes its transaction first, or the
 * database ends it, because what it writes keeps the row from being locked like this.
 */
export const lockLeasesToTake = async (tx: Tx, session_ids: string[]): Promise<void> => {
  await tx.query(
    'select from session_leases where session_id = any ($1) order by session_id for update',
    [session_ids],
    'lock_leases_to_take'
  )
}

/**
 * Gives sessions placed on this instance their lease, with an epoch one higher than ever before. A lease that may be in
 * use is left alone: it must have expired, or be the instance's own, or its instance must be known to be gone.
 */
export const takeLeases = (
  tx: Tx,
  instance_id: string,
  session_ids: string[],
  seconds: number
): Promise<LeaseRow[]> =>
  tx.query<LeaseRow>(
    `insert into session_leases as l (session_id, tenant_id, instance_id, expires_at)
     select s.id, s.tenant_id, $1::text, now() + make_interval(secs => $3) from sessions s
     where s.id = any ($2) and s.instance_id = $1 and s.desired = 'running' order by s.id
     on conflict (session_id) do update set instance_id = excluded.instance_id, epoch = l.epoch + 1, expires_at = excluded.expires_at
     where l.expires_at <= now() or l.instance_id = excluded.instance_id
       or exists (select from instances i where i.id = l.instance_id and i.status in ('stopped', 'failed'))
     returning l.session_id, l.tenant_id, l.epoch`,
    [instance_id, session_ids, seconds],
    'take_leases'
  )

/** Of these sessions, the leases that this instance has and that have not expired. */
export const listValidLeases = (
  tx: Tx,
  instance_id: string,
  session_ids: string[]
): Promise<LeaseRow[]> =>
  tx.query<LeaseRow>(
    `select l.session_id, l.tenant_id, l.epoch from session_leases l join sessions s on s.id = l.session_id
     where l.session_id = any ($2) and l.instance_id = $1 and l.expires_at > now()
       and s.instance_id = $1 and s.desired = 'running'`,
    [instance_id, session_ids],
    'list_valid_leases'
  )

/** The instance has said that it does not hold this session: its lease may be taken at once. */
export const expireLease = async (
  tx: Tx,
  instance_id: string,
  session_id: string,
  epoch: number
): Promise<void> => {
  await tx.query(
    `update session_leases set expires_at = now()
     where session_id = $2 and instance_id = $1 and epoch = $3 and expires_at > now()`,
    [instance_id, session_id, epoch],
    'expire_lease'
  )
}
