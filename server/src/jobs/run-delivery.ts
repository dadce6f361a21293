import { pause } from '../lib/retry.ts'
import { freeJobsOfTheDead, listUnknownTasks, putVersionJob } from '../queue/delivery-jobs.ts'
import { createDeliver, type DeliverDeps } from '../webhooks/deliver.ts'
import { createDeliverBatch } from '../webhooks/deliver-batch.ts'
import { createDrain } from '../webhooks/drain.ts'
import { createReceiverLimiter } from '../webhooks/receiver-limiter.ts'
import type { DeliveryMeters } from './meters.ts'
import { runJobQueue } from './queue.ts'
import { readWords } from './read-words.ts'
import type { TaskDeps } from './task.ts'
import { tasks } from './tasks.ts'

export type DeliveryDeps = DeliverDeps &
  Pick<TaskDeps, 'event_days' | 'find_build' | 'media' | 'mail' | 'payments' | 'workers'> & {
    database_url: string
    meters: DeliveryMeters
  }

/**
 * Settings for the connections of `db`. What is recorded need not wait for the disk: jobs are finished on other
 * connections, which do wait, so a record is never lost without its delivery being made again.
 */
export const delivery_settings = { synchronous_commit: 'off' }

export type Delivery = {
  /** Resolves when it is at work for the first time, or stopped. */
  started: Promise<void>
  /** Whether it is at work: false while the database is away. */
  well(): boolean
  /** Takes no new work and resolves when what is under way has ended or been put off. */
  stop(): Promise<void>
}

const free_every_ms = 5_000
const again_after_ms = 500

/** Makes deliveries, and what is done by the clock, until it is stopped. The queue is started again whenever it ends. */
export const runDelivery = (deps: DeliveryDeps): Delivery => {
  const { db, log } = deps
  const stopped = new AbortController()
  const started = Promise.withResolvers<void>()
  const limiter = createReceiverLimiter(deps.clock.monotonic_ms)
  const deliver = createDeliver(deps, limiter)
  const deliverBatch = createDeliverBatch(deps, limiter)
  const drain = createDrain({ db, clock: deps.clock, deliver, deliverBatch })
  let well = false
  /** The queue leaves alone what it does not know; the operator should hear of it. */
  const reportUnknown = async (): Promise<void> => {
    const unknown = await listUnknownTasks(
      db,
      tasks.map((task) => task.name)
    )
    if (unknown.length > 0)
      log.warn({ tasks: unknown }, 'jobs of unknown tasks are left to a newer version')
  }
  const up = (): void => {
    well = true
    started.resolve()
    // A new installation should know the newest version before its first session connects.
    putVersionJob(db).catch((error) =>
      log.debug({ err: error }, 'no job for a newer client version can be put now')
    )
    reportUnknown().catch((error) =>
      log.debug({ err: error }, 'jobs of unknown tasks cannot be looked for now')
    )
  }

  const work = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      let cause: unknown
      await runJobQueue(
        { ...deps, tasks, task_deps: { ...deps, deliver, drain } },
        up,
        stopped.signal
      ).catch((error: unknown) => {
        cause = error
      })
      const was_well = well
      well = false
      if (stopped.signal.aborted) return
      // Told once, not with each attempt to begin again while the database is away.
      log[was_well ? 'warn' : 'debug']({ err: cause }, 'job queue ended, starting it again')
      await pause(again_after_ms, stopped.signal)
    }
  }

  const free = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        const freed = await freeJobsOfTheDead(db)
        if (freed > 0) log.warn({ pools: freed }, 'jobs of dead processes given back')
      } catch (error) {
        log.debug({ err: error }, 'jobs of dead processes cannot be looked for now')
      }
      await pause(free_every_ms, stopped.signal)
    }
  }

  const running = Promise.all([work(), free(), readWords(db, log, stopped.signal)])
  return {
    started: started.promise,
    well: () => well,
    stop: async () => {
      stopped.abort()
      started.resolve()
      await running
    }
  }
}
