import { EventEmitter } from 'node:events'
import { run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { pause } from '../lib/retry.ts'
import { deliver_task, freeJobsOfTheDead } from '../queue/delivery-jobs.ts'
import { createDeliver, type DeliverDeps } from './deliver.ts'
import { jobLog } from './job-log.ts'
import { schedule, scheduledTasks } from './schedule.ts'

export type DeliveryDeps = DeliverDeps & { database_url: string; event_days: number }

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

// A job waits for a receiver most of its life, so there may be many; their database work is done in a few calls.
const jobs_at_once = 96
const jobs_ahead = 300
const free_every_ms = 5_000
const stop_ms_max = 3_000

/** Makes deliveries, and what is done by the clock, until it is stopped. The queue is started again whenever it ends. */
export const runDelivery = (deps: DeliveryDeps): Delivery => {
  const { db, log } = deps
  const stopped = new AbortController()
  const deliver = createDeliver(deps)
  const started = Promise.withResolvers<void>()
  let well = false
  const tasks: TaskList = {
    ...scheduledTasks(deps),
    [deliver_task]: async (payload, { abortSignal }) =>
      deliver((payload as { delivery_id: string }).delivery_id, abortSignal)
  }

  const work = async (): Promise<void> => {
    const events: WorkerEvents = new EventEmitter()
    const ended = new AbortController()
    let holding: Promise<void> | undefined
    // Says that this pool lives, so that nobody gives its jobs to others.
    events.on('pool:create', ({ workerPool }) => {
      holding = db.hold(
        workerPool.id,
        (lost) => new Promise((resolve) => lost.addEventListener('abort', () => resolve())),
        ended.signal
      )
    })
    const runner = await run({
      preset: {
        worker: {
          connectionString: deps.database_url,
          maxPoolSize: 6,
          concurrentJobs: jobs_at_once,
          pollInterval: 1_000,
          localQueue: { size: jobs_ahead },
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
          gracefulShutdownAbortTimeout: stop_ms_max
        }
      },
      noHandleSignals: true,
      logger: jobLog(log),
      events,
      taskList: tasks,
      parsedCronItems: schedule()
    })
    well = true
    started.resolve()
    const stop = (): void => void runner.stop().catch(complain('job queue did not stop well'))
    stopped.signal.addEventListener('abort', stop, { once: true })
    if (stopped.signal.aborted) stop()
    try {
      await runner.promise
    } finally {
      well = false
      stopped.signal.removeEventListener('abort', stop)
      ended.abort()
      await holding
    }
  }
  const complain = (what: string) => (error: unknown) => log.warn({ err: error }, what)

  const working = (async () => {
    while (!stopped.signal.aborted) {
      await work().catch(complain('job queue ended, starting it again'))
      if (!stopped.signal.aborted) await pause(500, stopped.signal)
    }
  })()
  const freeing = (async () => {
    while (!stopped.signal.aborted) {
      try {
        const freed = await freeJobsOfTheDead(db)
        if (freed > 0) log.warn({ pools: freed }, 'jobs of dead processes given back')
      } catch (error) {
        log.debug({ err: error }, 'jobs of dead processes cannot be looked for now')
      }
      await pause(free_every_ms, stopped.signal)
    }
  })()

  return {
    started: started.promise,
    well: () => well,
    stop: async () => {
      stopped.abort()
      started.resolve()
      await Promise.all([working, freeing])
    }
  }
}
