import type { Tx } from '../lib/db.ts'

export type ServiceRole = 'orchestrator' | 'delivery'

export type Heartbeat = {
  role: ServiceRole
  host: string
  pid: number
  started_at: Date
  details: Record<string, unknown>
}

export type RoleLife = {
  role: ServiceRole
  alive: boolean
  started_at: Date
  seen_at: Date
  /** What it told of itself when it was last heard of. */
  details: Record<string, unknown>
}

/** Records that a process lives, and forgets those of its role that were silent for an hour. */
export const upsertHeartbeat = async (tx: Tx, heartbeat: Heartbeat): Promise<void> => {
  await tx.query(
    `with gone as (
       delete from service_heartbeats where role = $1 and seen_at < now() - interval '1 hour'
         and (host, pid) <> ($2, $3)
     )
     insert into service_heartbeats (role, host, pid, started_at, seen_at, details)
     values ($1, $2, $3, $4, now(), $5)
     on conflict (role, host, pid) do update
     set started_at = excluded.started_at, seen_at = excluded.seen_at, details = excluded.details`,
    [
      heartbeat.role,
      heartbeat.host,
      heartbeat.pid,
      heartbeat.started_at,
      JSON.stringify(heartbeat.details)
    ],
    'upsert_heartbeat'
  )
}

/** The process of each role that was seen last. */
export const listRoleLives = (tx: Tx): Promise<RoleLife[]> =>
  tx.query<RoleLife>(
    `select distinct on (role) role, seen_at > now() - interval '20 seconds' as alive, started_at, seen_at, details
     from service_heartbeats order by role, seen_at > now() - interval '20 seconds' desc, details -> 'waiting' is null, seen_at desc`,
    [],
    'list_role_lives'
  )

/** Whether a process that works on files has ffmpeg. What none has told yet is hoped for. */
export const canTranscode = async (tx: Pick<Tx, 'query'>): Promise<boolean> => {
  const [row] = await tx.query<{ can: boolean | null }>(
    `select bool_or(details ->> 'transcoding' is distinct from 'unavailable') as can
     from service_heartbeats where role = 'delivery' and seen_at > now() - interval '20 seconds'`,
    [],
    'can_transcode'
  )
  return row?.can ?? true
}
