import { sessionColumns } from '../../domain/columns.ts'
import type { InstanceMode } from '../../domain/instance.ts'
import type { DesiredState } from '../../domain/session.ts'
import {
  link_failures,
  type SessionReason,
  type SessionRow,
  type SessionStatus,
  type WaitingForWorker,
  waiting_for_worker
} from '../../domain/session.ts'
import type { Tx } from '../../lib/db.ts'

/** A session that should run or is placed on an instance, with what decides where it belongs. */
export type Placement = {
  session_id: string
  tenant_id: string
  desired: DesiredState
  /** When it was last asked to run, after a stop or an end; null while that was never. */
  wanted_at: Date | null
  status: SessionStatus
  status_reason: SessionReason | null
  /** How long it has been in this status. */
  status_for_s: number
  instance_id: string | null
  /** Where it belongs. What was never linked is with others, whatever the plan: many ask for a code and never scan it. */
  mode: InstanceMode
  /** Most workers of its own that the plan gives the tenant. */
  workers_max: number | null
  /** What the plan allows a worker of its own; null without a plan. */
  limits: { cpu_millis: number; memory_mb: number; pids_max: number; log_mb: number } | null
  /** The sessions that it shares a worker with, and with no others; null: with any. */
  part: string | null
  lease_instance_id: string | null
  lease_epoch: number | null
  lease_valid: boolean
}

/** Everything that is placed or wants to be, oldest session first. */
export const listPlacements = (tx: Tx): Promise<Placement[]> =>
  tx.query<Placement>(
    `select s.id as session_id, s.tenant_id, s.desired, s.wanted_at, s.status, s.status_reason,
       extract(epoch from now() - s.status_since)::float8 as status_for_s, s.instance_id,
       case when s.linked_at is null then 'shared' else coalesce(u.instance_mode, 'shared') end as mode,
       u.workers_max,
       case when u.id is not null then json_build_object('cpu_millis', u.cpu_millis, 'memory_mb', u.memory_mb,
         'pids_max', u.worker_pids_max, 'log_mb', u.worker_log_mb) end as limits,
       q.part, l.instance_id as lease_instance_id, l.epoch as lease_epoch, coalesce(l.expires_at > now(), false) as lease_valid
     from sessions s
     left join subscriptions u on u.tenant_id = s.tenant_id and u.status <> 'canceled'
     left join session_leases l on l.session_id = s.id
     left join session_suspects q on q.session_id = s.id
     where s.desired = 'running' or s.instance_id is not null
     order by s.id`,
    [],
    'list_placements'
  )

/** Why a session gets another worker: the one it had is gone, or works on until this one takes over. */
export type PlaceReason = Extract<SessionReason, 'worker_lost' | 'worker_moved'>

/** A session after a change, with the status it had before. */
export type ChangedSession = SessionRow & { status_before: SessionStatus }

/**
 * Says where these sessions are to run. One that was connected is reconnecting; any other, also one that nobody has linked yet, is starting. Sessions that are not wanted any more stay as they are.
 */
export const placeSessions = (
  tx: Tx,
  instance_id: string,
  session_ids: string[],
  reason: PlaceReason
): Promise<ChangedSession[]> =>
  tx.query<ChangedSession>(
    `with before as (
       select id, status as status_before from sessions where id = any ($2) and desired = 'running' order by id for no key update
     )
     update sessions s set
       instance_id = $1,
       status = case when status in ('connected', 'reconnecting') then 'reconnecting' else 'starting' end,
       status_reason = case when status in ('qr', 'connected') then $5
         when status = 'passkey_required' then 'passkey_interrupted'
         when status_reason = any ($4) then status_reason
         when status_reason = 'key_unavailable' or status = 'reconnecting' and status_reason <> all ($3) then status_reason end,
       qr = null,
       qr_expires_at = null
     from before where s.id = before.id
     returning ${sessionColumns('s')}, before.status_before`,
    [instance_id, session_ids, waiting_for_worker, link_failures, reason],
    'place_sessions'
  )

/** The worker of these sessions is gone, and their connections with it. They stay where they are until there is another. */
export const loseSessions = (tx: Tx, instance_id: string): Promise<SessionRow[]> =>
  tx.query<SessionRow>(
    `update sessions set
       status = case when status = 'passkey_required' then 'starting' else 'reconnecting' end,
       status_reason = case when status = 'passkey_required' then 'passkey_interrupted' else 'worker_lost' end,
       qr = null, qr_expires_at = null
     where instance_id = $1 and desired = 'running' and status in ('qr', 'passkey_required', 'connected')
     returning ${sessionColumns()}`,
    [instance_id],
    'lose_sessions'
  )

/** These sessions wait for the service, for this reason. Those of which that is known already are left out. */
export const setSessionsWaiting = (
  tx: Tx,
  session_ids: string[],
  reason: WaitingForWorker
): Promise<SessionRow[]> =>
  tx.query<SessionRow>(
    `update sessions set
       status = case when status in ('connected', 'reconnecting') then 'reconnecting' else 'starting' end,
       status_reason = $2, instance_id = case when $2 = 'key_unavailable' then instance_id end, qr = null, qr_expires_at = null
     where id = any ($1) and desired = 'running'
       and (status_reason is distinct from $2 or instance_id is not null and $2 <> 'key_unavailable')
     returning ${sessionColumns()}`,
    [session_ids, reason],
    'set_sessions_waiting'
  )

/** Takes sessions that nobody hosts and nobody wants off their instance, and says so where their worker could not. */
export const unplaceSessions = (tx: Tx, session_ids: string[]): Promise<ChangedSession[]> =>
  tx.query<ChangedSession>(
    `with before as (
       select id, status as status_before from sessions where id = any ($1) and desired = 'stopped' order by id for no key update
     )
     update sessions s set
       instance_id = null,
       status = case when status in ('created', 'stopped', 'logged_out', 'failed') then status else 'stopped' end,
       status_reason = case when status in ('created', 'stopped', 'logged_out', 'failed') then status_reason else 'stopped_by_user' end,
       qr = null,
       qr_expires_at = null
     from before where s.id = before.id
     returning ${sessionColumns('s')}, before.status_before`,
    [session_ids],
    'unplace_sessions'
  )
