import { sessionColumns } from '../../domain/columns.ts'
import { AppError } from '../../domain/errors.ts'
import type { Pacing } from '../../domain/pacing.ts'
import type {
  DesiredState,
  SessionReason,
  SessionRow,
  SessionStatus
} from '../../domain/session.ts'
import type { Reader, Tx } from '../../lib/db.ts'
import type { PageRequest } from '../../lib/page.ts'

/** A session with the address of the worker that hosts it, when one does. */
export type HostedSession = SessionRow & { worker_host: string | null; worker_port: number | null }

/** The session as callers see it: whoever hosts it is looked up by those alone who ask it something. */
export const shown_sessions = `
  select ${sessionColumns('s')}, w.url as webhook_url
  from sessions s left join webhooks w on w.session_id = s.id and w.is_session_url`

const hosted = (source: string): string => `
  select ${sessionColumns('s')}, w.url as webhook_url, nullif(i.host, i.id) as worker_host, i.port as worker_port
  from ${source} s
  left join webhooks w on w.session_id = s.id and w.is_session_url
  left join instances i on i.id = s.instance_id and i.status not in ('stopped', 'failed')`

/** Stores a new session, or null when the tenant has one of this name. */
export const insertSession = async (
  tx: Tx,
  session: { id: string; tenant_id: string; session_name: string }
): Promise<SessionRow | null> => {
  const [row] = await tx.query<SessionRow>(
    `insert into sessions (id, tenant_id, session_name) values ($1, $2, $3)
     on conflict (tenant_id, session_name) do nothing returning ${sessionColumns()}`,
    [session.id, session.tenant_id, session.session_name],
    'insert_session'
  )
  return row ?? null
}

/** The session of the tenant, or the error not_found. */
export const getSession = async (
  db: Reader,
  tenant_id: string,
  session_id: string
): Promise<HostedSession> => {
  const [row] = await db.query<HostedSession>(
    `${hosted('sessions')} where s.tenant_id = $1 and s.id = $2`,
    [tenant_id, session_id],
    'get_session'
  )
  return row ?? notFound(session_id)
}

/** The same for whoever only shows it. */
export const getShownSession = async (
  db: Reader,
  tenant_id: string,
  session_id: string
): Promise<SessionRow> => {
  const [row] = await db.query<SessionRow>(
    `${shown_sessions} where s.tenant_id = $1 and s.id = $2`,
    [tenant_id, session_id],
    'get_shown_session'
  )
  return row ?? notFound(session_id)
}

/**
 * What is kept from others: `state` nobody else changes the session; `all` nobody else puts something into it either. A new
 * name and a deletion need all, from the beginning: asked for later, it would be waited for behind somebody who has put
 * something in and waits for the state.
 */
export type SessionLock = 'state' | 'all'

/** The same, locked until the transaction ends. */
export const lockSession = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  lock: SessionLock = 'state'
): Promise<HostedSession> =>
  (await findLockedSession(tx, tenant_id, session_id, lock)) ?? notFound(session_id)

/** Sessions of the tenant, newest first. */
export const listSessions = (
  db: Reader,
  tenant_id: string,
  page: PageRequest & { status: SessionStatus | null }
): Promise<SessionRow[]> =>
  db.query(
    `${shown_sessions}
     where s.tenant_id = $1 and ($2::text is null or s.status = $2) and ($3::text is null or s.id < $3)
     order by s.id desc limit $4 + 1`,
    [tenant_id, page.status, page.position, page.limit]
  )

export const listSessionsOfInstance = (
  tx: Tx,
  tenant_id: string,
  instance_id: string
): Promise<HostedSession[]> =>
  tx.query(
    `${hosted('sessions')} where s.tenant_id = $1 and s.instance_id = $2 order by s.id`,
    [tenant_id, instance_id],
    'list_sessions_of_instance'
  )

export const countSessions = async (tx: Tx, tenant_id: string): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    'select count(*) from sessions where tenant_id = $1',
    [tenant_id],
    'count_sessions'
  )
  return row?.count ?? 0
}

/** How many sessions of the transaction's tenant are wanted though they were never linked, also those that it does not see. */
export const countUnlinked = async (tx: Tx): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    'select count_unlinked_sessions() as count',
    [],
    'count_unlinked'
  )
  return row?.count ?? 0
}

/** Gives the session another name. Unique violation `sessions_name` when the tenant has one of this name. */
export const renameSession = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  session_name: string
): Promise<void> => {
  await tx.query(
    'update sessions set session_name = $3 where tenant_id = $1 and id = $2',
    [tenant_id, session_id, session_name],
    'rename_session'
  )
}

/** Sets how fast the session may send. */
export const setPacing = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  pacing: Pacing
): Promise<void> => {
  await tx.query(
    `update sessions set messages_per_minute = $3, pause_between_messages_ms = $4
     where tenant_id = $1 and id = $2`,
    [tenant_id, session_id, pacing.messages_per_minute, pacing.pause_between_messages_ms],
    'set_pacing'
  )
}

/** What the session does with calls by itself. */
export const setCalls = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  calls: { reject: boolean; text: string | null }
): Promise<void> => {
  await tx.query(
    'update sessions set reject_calls = $3, reject_calls_text = $4 where tenant_id = $1 and id = $2',
    [tenant_id, session_id, calls.reject, calls.text],
    'set_calls'
  )
}

/** Whether the session keeps the statuses of others. */
export const setKeepStatuses = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  keep_statuses: boolean
): Promise<void> => {
  await tx.query(
    'update sessions set keep_statuses = $3 where tenant_id = $1 and id = $2',
    [tenant_id, session_id, keep_statuses],
    'set_keep_statuses'
  )
}

/** Whether a session rejects calls by itself now. */
export const findRejectCalls = async (
  db: Pick<Tx, 'query'>,
  session_id: string
): Promise<boolean> => {
  const [row] = await db.query<{ reject_calls: boolean }>(
    'select reject_calls from sessions where id = $1',
    [session_id],
    'find_reject_calls'
  )
  return row?.reject_calls ?? false
}

/**
 * Writes what is wanted of the session and what it is; that it was stopped because nobody has paid counts no more. A status without a QR code to show forgets the last one; what is not
 * said to be a log-out ends one that was asked for.
 */
export const setSessionState = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  state: {
    desired: DesiredState
    status: SessionStatus
    status_reason: SessionReason | null
    logs_out?: boolean
  }
): Promise<HostedSession> => {
  const [row] = await tx.query<HostedSession>(
    `with changed as (
       update sessions set desired = $3, status = $4, status_reason = $5,
         logout_requested_at = case when $6 then coalesce(logout_requested_at, now()) end,
         stopped_unpaid = false, qr = case when $4 = 'qr' then qr end, qr_expires_at = case when $4 = 'qr' then qr_expires_at end
       where tenant_id = $1 and id = $2 returning ${sessionColumns()}
     ) ${hosted('changed')}`,
    [
      tenant_id,
      session_id,
      state.desired,
      state.status,
      state.status_reason,
      state.logs_out ?? false
    ],
    'set_session_state'
  )
  return row ?? notFound(session_id)
}

/** The session, locked, or null when there is none. */
export const findLockedSession = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  lock: SessionLock = 'state'
): Promise<HostedSession | null> => {
  const strength = lock === 'all' ? 'update' : 'no key update'
  const [row] = await tx.query<HostedSession>(
    `${hosted('sessions')} where s.tenant_id = $1 and s.id = $2 for ${strength} of s`,
    [tenant_id, session_id],
    `lock_session_${lock}`
  )
  return row ?? null
}

/**
 * Deletes the credentials and keys of the session's link; whoever holds its lease can write nothing more. Call it before
 * the session is locked in the same transaction.
 */
export const forgetLink = async (tx: Tx, session_id: string): Promise<void> => {
  await tx.query('select forget_link($1)', [session_id], 'forget_link')
}

/** The session is not linked any more, and not wanted. */
export const setLoggedOut = async (
  tx: Tx,
  tenant_id: string,
  session_id: string
): Promise<HostedSession> => {
  const [row] = await tx.query<HostedSession>(
    `with changed as (
       update sessions set desired = 'stopped', status = 'logged_out', status_reason = 'logged_out_by_user',
         phone_number = null, jid = null, lid = null, push_name = null, platform = null, linked_at = null, connected_at = null,
         restricted_until = null, restriction = null, new_chats_status = null, new_chats_used = null, new_chats_total = null,
         new_chats_renew_at = null, limits_read_at = null,
         qr = null, qr_expires_at = null, pairing_phone_number = null, pairing_expires_at = null, logout_requested_at = null
       where tenant_id = $1 and id = $2 returning ${sessionColumns()}
     ) ${hosted('changed')}`,
    [tenant_id, session_id],
    'set_logged_out'
  )
  return row ?? notFound(session_id)
}

/** Deletes the session and all that hangs on it. */
export const deleteSession = async (
  tx: Tx,
  tenant_id: string,
  session_id: string
): Promise<void> => {
  await tx.query(
    'delete from sessions where tenant_id = $1 and id = $2',
    [tenant_id, session_id],
    'delete_session'
  )
}

const notFound = (session_id: string): never => {
  throw new AppError('not_found', { session_id })
}
