import type { InstanceStatus } from '../../domain/instance.ts'
import type { Tx } from '../../lib/db.ts'

// How long the queues of the whole installation are and how old, as wa_system.

/** Instances that are not known to be gone. */
export const countInstancesByDriver = (
  tx: Tx
): Promise<{ status: InstanceStatus; driver: string; count: number }[]> =>
  tx.query(
    `select status, driver, count(*) from instances where status not in ('stopped', 'failed') group by status, driver`,
    [],
    'count_instances_by_driver'
  )

/** Messages that wait for their file, and since when the oldest one is due that only has to be sent. */
export const ageOfQueue = async (
  tx: Tx
): Promise<{ waits_for_media: number; oldest_s: number }> => {
  const [row] = await tx.query<{ waits_for_media: number; oldest_s: number }>(
    `select count(*) filter (where o.waits_for_media) as waits_for_media,
       coalesce(extract(epoch from now() - min(o.run_at)
         filter (where s.status = 'connected' and o.turn is not null and not o.waits_for_media)), 0)::float8 as oldest_s
     from outbound o join sessions s on s.id = o.session_id`,
    [],
    'age_of_queue'
  )
  return row ?? { waits_for_media: 0, oldest_s: 0 }
}

export const countWebhooks = async (
  tx: Tx
): Promise<{ working: number; held: number; disabled: number }> => {
  const [row] = await tx.query<{ working: number; held: number; disabled: number }>(
    `select count(*) filter (where enabled and held_until is null) as working,
       count(*) filter (where enabled and held_until is not null) as held,
       count(*) filter (where not enabled) as disabled from webhooks`,
    [],
    'count_webhooks'
  )
  return row ?? { working: 0, held: 0, disabled: 0 }
}

/** Jobs that failed in every attempt, by task. */
export const countJobsGivenUp = (tx: Tx): Promise<{ task: string; count: number }[]> =>
  tx.query(
    `select task_identifier as task, count(*) from graphile_worker.jobs
     where attempts >= max_attempts and locked_at is null group by task_identifier`,
    [],
    'count_jobs_given_up'
  )

export const countMediaWork = async (
  tx: Tx
): Promise<{ fetch: number; process: number; convert: number; oldest_s: number }> => {
  const [row] = await tx.query<{
    fetch: number
    process: number
    convert: number
    oldest_s: number
  }>(
    `select (select count(*) from media where status = 'fetching') as fetch, m.count as process, r.count as convert,
       coalesce(extract(epoch from now() - least(m.oldest, r.oldest)), 0)::float8 as oldest_s
     from (select count(*), min(created_at) as oldest from media where status = 'processing') m,
       (select count(*), min(created_at) as oldest from media_renditions where status = 'processing') r`,
    [],
    'count_media_work'
  )
  return row ?? { fetch: 0, process: 0, convert: 0, oldest_s: 0 }
}

export const countLeases = async (tx: Tx): Promise<{ held: number; expired: number }> => {
  const [row] = await tx.query<{ held: number; expired: number }>(
    `select count(*) filter (where expires_at > now()) as held,
       count(*) filter (where expires_at <= now()) as expired
     from session_leases where instance_id is not null`,
    [],
    'count_leases'
  )
  return row ?? { held: 0, expired: 0 }
}

export const countRefusedFacts = async (tx: Tx): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    'select count(*) from refused_facts',
    [],
    'count_refused_facts'
  )
  return row?.count ?? 0
}
