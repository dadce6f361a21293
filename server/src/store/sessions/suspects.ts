import { sessionColumns } from '../../domain/columns.ts'
import type { SessionRow } from '../../domain/session.ts'
import type { Tx } from '../../lib/db.ts'

export type SuspectRow = {
  session_id: string
  tenant_id: string
  deaths: number
  alone: number
  holds: number
  /** How long ago the last worker crashed with it; null: none has. */
  since_s: number | null
}

/** The sessions that an instance has been given and has not let go of, with what is remembered of each. */
export const listOnInstance = (tx: Tx, instance_id: string): Promise<SuspectRow[]> =>
  tx.query<SuspectRow>(
    `select s.id as session_id, s.tenant_id, coalesce(q.deaths, 0) as deaths, coalesce(q.alone, 0) as alone,
       coalesce(q.holds, 0) as holds, extract(epoch from now() - q.died_at)::float8 as since_s
     from session_leases l join sessions s on s.id = l.session_id left join session_suspects q on q.session_id = s.id
     where l.instance_id = $1 and s.instance_id = $1 and s.desired = 'running' order by s.id`,
    [instance_id],
    'list_on_instance'
  )

export type NewSuspect = {
  session_id: string
  tenant_id: string
  deaths: number
  alone: number
  holds: number
  part: string | null
  hold_s: number | null
}

/** Notes that a worker has crashed with these sessions, how it ended, and what becomes of them. */
export const upsertSuspects = async (
  tx: Tx,
  suspects: NewSuspect[],
  words: string
): Promise<void> => {
  await tx.query(
    `insert into session_suspects (session_id, tenant_id, deaths, alone, holds, part, held_until, words)
     select session_id, tenant_id, deaths, alone, holds, part, now() + make_interval(secs => hold_s), $2
     from json_to_recordset($1) as one (session_id text, tenant_id text, deaths integer, alone integer, holds integer,
       part text, hold_s float8)
     on conflict (session_id) do update set deaths = excluded.deaths, alone = excluded.alone, holds = excluded.holds,
       part = excluded.part, held_until = excluded.held_until, words = excluded.words, died_at = now()`,
    [JSON.stringify(suspects), words],
    'upsert_suspects'
  )
}

/** Takes these sessions off their worker until they are tried again. */
export const holdSessions = (tx: Tx, session_ids: string[]): Promise<SessionRow[]> =>
  tx.query<SessionRow>(
    `update sessions s set desired = 'stopped', status = 'failed', status_reason = 'quarantined', instance_id = null,
       qr = null, qr_expires_at = null, next_attempt_at = q.held_until
     from session_suspects q where s.id = any ($1) and q.session_id = s.id returning ${sessionColumns('s')}`,
    [session_ids],
    'hold_sessions'
  )

/** Starts those again that have been held back for long enough, unless their users have decided otherwise. */
export const retrySessions = (tx: Tx): Promise<SessionRow[]> =>
  tx.query<SessionRow>(
    `update sessions s set desired = 'running', status = 'starting', status_reason = null, next_attempt_at = null
     from session_suspects q where q.session_id = s.id and q.held_until <= now()
       and s.status = 'failed' and s.status_reason = 'quarantined' and s.desired = 'stopped'
     returning ${sessionColumns('s')}`,
    [],
    'retry_sessions'
  )

/** Parts whose worker is up: how many workers in a row had crashed with their sessions, and how long this one has lived. */
export const listLivingParts = (
  tx: Pick<Tx, 'query'>
): Promise<{ part: string; deaths: number; lived_s: number }[]> =>
  tx.query(
    `select q.part, max(q.deaths) as deaths,
       extract(epoch from now() - greatest(max(i.started_at), max(q.died_at)))::float8 as lived_s
     from session_suspects q join instances i on i.part = q.part
     where i.status = 'running' group by q.part`,
    [],
    'list_living_parts'
  )

/** The sessions of these parts are as any others again, and so are their workers. */
export const dissolveParts = async (tx: Tx, parts: string[]): Promise<void> => {
  await tx.query(
    `with sessions_of as (update session_suspects set part = null, held_until = null where part = any ($1))
     update instances set part = null where part = any ($1)`,
    [parts],
    'dissolve_parts'
  )
}

/** Forgets what was long ago; of those that were held back after two days. */
export const forgetSuspects = async (tx: Pick<Tx, 'query'>): Promise<void> => {
  await tx.query(
    `delete from session_suspects where part is null and held_until is null
       and died_at < now() - case when holds > 0 then interval '2 days' else interval '2 hours' end`,
    [],
    'forget_suspects'
  )
}

export type HeldSessionRow = {
  session_id: string
  tenant_id: string
  session_name: string
  since: Date
  until: Date
  holds: number
  words: string
}

/** Sessions that are held back now, the newest first. */
export const listHeldSessions = (tx: Pick<Tx, 'query'>, limit: number): Promise<HeldSessionRow[]> =>
  tx.query<HeldSessionRow>(
    `select s.id as session_id, s.tenant_id, s.session_name, q.died_at as since, q.held_until as until, q.holds, q.words
     from session_suspects q join sessions s on s.id = q.session_id
     where s.status = 'failed' and s.status_reason = 'quarantined' order by q.died_at desc limit $1`,
    [limit],
    'list_held_sessions'
  )

/** How many sessions run apart from others, and how many are held back. */
export const countSuspects = async (
  tx: Pick<Tx, 'query'>
): Promise<{ apart: number; held: number }> => {
  const [row] = await tx.query<{ apart: number; held: number }>(
    `select count(*) filter (where s.desired = 'running' and q.part is not null) as apart,
       count(*) filter (where s.status = 'failed' and s.status_reason = 'quarantined') as held
     from session_suspects q join sessions s on s.id = q.session_id`,
    [],
    'count_suspects'
  )
  return row ?? { apart: 0, held: 0 }
}
