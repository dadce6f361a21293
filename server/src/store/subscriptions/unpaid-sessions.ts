import type { Tx } from '../../lib/db.ts'

const suspended = `exists (select from subscriptions b where b.tenant_id = s.tenant_id and b.stage in ('suspended', 'export_offered'))`

const not_erased = 'not exists (select from erasures e where e.erased_tenant_id = s.tenant_id)'

/** Sessions of a tenant that are to be stopped, or those that were and are to be started again. */
export const listUnfollowed = async (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  is_suspended: boolean
): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `select s.id from sessions s where s.tenant_id = $1 and ${not_erased}
       and case when $2 then s.desired = 'running' and s.logout_requested_at is null else s.stopped_unpaid end
     order by s.id`,
    [tenant_id, is_suspended],
    'list_unfollowed'
  )
  return rows.map((row) => row.id)
}

/** Tenants whose sessions do not follow their subscription: somebody has started one at the very moment, or was killed. */
export const listStraySessions = async (
  tx: Pick<Tx, 'query'>,
  limit: number
): Promise<string[]> => {
  const rows = await tx.query<{ tenant_id: string }>(
    `(select s.tenant_id from sessions s where s.stopped_unpaid and not ${suspended} and ${not_erased})
     union
     (select s.tenant_id from subscriptions b join sessions s on s.tenant_id = b.tenant_id
      where b.status = 'past_due' and b.past_due_since is not null and b.stage in ('suspended', 'export_offered')
        and s.desired = 'running' and s.logout_requested_at is null and ${not_erased})
     union
     (select b.tenant_id from subscriptions b where b.kept_session_ids is not null)
     limit $1`,
    [limit],
    'list_stray_sessions'
  )
  return rows.map((row) => row.tenant_id)
}

/** Whether the session was stopped because nobody has paid. */
export const noteStopped = async (tx: Tx, id: string, stopped: boolean): Promise<void> => {
  await tx.query(
    'update sessions set stopped_unpaid = $2 where id = $1',
    [id, stopped],
    'note_stopped_unpaid'
  )
}
