import type { Tx } from '../lib/db.ts'

/** The task that makes deliveries. `put_delivery_jobs` in the database knows its attempts and its payload. */
export const deliver_task = 'deliver_webhook'

export type DeliveryJob = { id: string; next_attempt_at: Date }

/** The task that looks for a newer version of WhatsApp's client, when that is due. */
export const refresh_version_task = 'refresh_client_version'

/** Looks whether a look for a newer version is due. */
export const putVersionJob = async (tx: Pick<Tx, 'query'>): Promise<void> => {
  await tx.query(
    `select from graphile_worker.add_job($1, job_key := 'refresh_client_version_start', max_attempts := 1)`,
    [refresh_version_task],
    'put_version_job'
  )
}

/** Looks again a minute after the last look, for a version in place of one that was refused. */
export const putUrgentVersionJob = async (tx: Pick<Tx, 'query'>): Promise<void> => {
  await tx.query(
    `select graphile_worker.add_job($1, json_build_object('refused', true), job_key := 'refresh_client_version_later',
       run_at := looked_at + interval '1 minute', max_attempts := 1) from client_version_looks`,
    [refresh_version_task],
    'put_urgent_version_job'
  )
}

/** Comes back to these deliveries at their time. One job for each: one that is waiting already is moved. */
export const putDeliveryJobs = async (tx: Tx, deliveries: DeliveryJob[]): Promise<void> => {
  await tx.query(
    'select put_delivery_jobs($1, $2)',
    [deliveries.map((one) => one.id), deliveries.map((one) => one.next_attempt_at)],
    'put_delivery_jobs'
  )
}

/** Comes to the backlogs of these webhooks at their time. */
export const putDrainJobs = async (
  tx: Pick<Tx, 'query'>,
  webhooks: { webhook_id: string; run_at: Date }[]
): Promise<void> => {
  await tx.query(
    'select put_drain_jobs($1, $2)',
    [webhooks.map((one) => one.webhook_id), webhooks.map((one) => one.run_at)],
    'put_drain_jobs'
  )
}

/** Webhooks that have a backlog, whose time has come, and that no job comes to. */
export const listForgottenBacklogs = async (
  db: Pick<Tx, 'query'>,
  limit: number
): Promise<string[]> => {
  const rows = await db.query<{ webhook_id: string }>(
    `with recursive hooks as (
       (select webhook_id::text from webhook_backlog order by webhook_id limit 1)
       union all
       select n.webhook_id from hooks h cross join lateral (
         select b.webhook_id::text from webhook_backlog b where b.webhook_id > h.webhook_id order by b.webhook_id limit 1
       ) n
     )
     select h.webhook_id from hooks h join webhooks w on w.id = h.webhook_id
     where coalesce(w.held_until < now(), true)
       and not exists (
         select from graphile_worker.jobs j where j.key = 'drain:' || h.webhook_id and j.attempts < j.max_attempts
       )
     order by random() limit $1`,
    [limit],
    'list_forgotten_backlogs'
  )
  return rows.map((row) => row.webhook_id)
}

/**
 * Gives back the jobs that a dead process had taken. Each process holds a lock under the name of its pool of workers, so
 * a name that can be locked belongs to nobody. A pool that is just starting has a moment to take its lock.
 */
export const freeJobsOfTheDead = async (db: Pick<Tx, 'query'>): Promise<number> => {
  const [row] = await db.query<{ freed: number }>(
    `with pools as (
       select distinct locked_by from graphile_worker.jobs where locked_at < now() - interval '3 seconds'
     ), dead as materialized (
       select locked_by from pools where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))
     ), freed as materialized (
       select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0
     )
     select (select count(*) from dead where exists (select from freed)) as freed`,
    [],
    'free_jobs_of_the_dead'
  )
  return row?.freed ?? 0
}

/** Tasks of which jobs wait and that are none of these: put by a newer version, and left to it. */
export const listUnknownTasks = async (
  db: Pick<Tx, 'query'>,
  known: string[]
): Promise<string[]> => {
  const rows = await db.query<{ identifier: string }>(
    `select t.identifier from graphile_worker._private_tasks t
     where t.identifier <> all ($1) and exists (select from graphile_worker._private_jobs j where j.task_id = t.id)`,
    [known],
    'list_unknown_tasks'
  )
  return rows.map((row) => row.identifier)
}

/** Whether jobs that should have run long ago are still waiting: then the processes cannot keep up, and nothing is lost. */
export const isBacklogged = async (tx: Tx, minutes: number): Promise<boolean> => {
  const [row] = await tx.query<{ late: boolean }>(
    `select exists (
       select from graphile_worker.jobs
       where task_identifier = $1 and locked_at is null and attempts < max_attempts and run_at < now() - make_interval(mins => $2)
     ) as late`,
    [deliver_task, minutes],
    'is_backlogged'
  )
  return row?.late ?? false
}
