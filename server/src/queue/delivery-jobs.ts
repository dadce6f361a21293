import type { Tx } from '../lib/db.ts'

/** The task that makes deliveries. Events put a job of it in line for each delivery, in their own transaction. */
export const deliver_task = 'deliver_webhook'

/** How often a job is tried when the program itself fails. What receivers do is counted in the delivery. */
const job_attempts_max = 14

export type DeliveryJob = { id: string; next_attempt_at: Date }

/** Comes back to these deliveries at their time. One job for each: one that is waiting already is moved. */
export const putDeliveryJobs = async (tx: Tx, deliveries: DeliveryJob[]): Promise<void> => {
  await tx.query(
    `select from graphile_worker.add_jobs(array(
       select ($3::text, json_build_object('delivery_id', d.id), null, d.run_at, $4::smallint, d.id, null, null)::graphile_worker.job_spec
       from unnest($1::text[], $2::timestamptz[]) as d (id, run_at)
     ))`,
    [
      deliveries.map((one) => one.id),
      deliveries.map((one) => one.next_attempt_at),
      deliver_task,
      job_attempts_max
    ],
    'put_delivery_jobs'
  )
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
