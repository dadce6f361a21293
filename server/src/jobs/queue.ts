import { EventEmitter } from 'node:events'
import { type Runner, run, type WorkerEvents } from 'graphile-worker'
import type { Clock } from '../lib/clock.ts'
import { type Db, openPool } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { pause } from '../lib/retry.ts'
import { jobLog } from './job-log.ts'
import type { DeliveryMeters } from './meters.ts'
import { runnable } from './run-task.ts'
import { schedule } from './schedule.ts'
import type { Task, TaskDeps } from './task.ts'

export type JobQueueDeps = {
  db: Db
  clock: Clock
  log: Log
  database_url: string
  tasks: Task[]
  task_deps: TaskDeps
  meters: DeliveryMeters
}

// A job waits for a receiver most of its life, so there may be many; their database work is done in a few calls.
const jobs_at_once = 256
const jobs_ahead = 512
const connections_max = 6
const stop_ms_max = 3_000
const first_look_ms_max = 5_000
// Longer than what it gives to those who are still at work.
const end_ms_max = stop_ms_max + 5_000

/**
 * Runs jobs until the signal aborts, or until the queue ends by itself because it lost its database. `up` hears when it
 * is at work. While it lives it holds a lock under the name of its pool, so that nobody gives its jobs to others.
 */
export const runJobQueue = async (
  deps: JobQueueDeps,
  up: () => void,
  stopped: AbortSignal
): Promise<void> => {
  const { db, log } = deps
  const events: WorkerEvents = new EventEmitter()
  const ended = new AbortController()
  let holding: Promise<void> | undefined
  events.on('pool:create', ({ workerPool }) => {
    holding = db.hold(workerPool.id, untilAborted, ended.signal)
  })
  // A queue whose first look fails because the database goes away at that moment fails the same way for ever after: it
  // remembers the failure. It has to be started again.
  const never_looked = new AbortController()
  const looking = setTimeout(() => never_looked.abort(), first_look_ms_max)
  events.once('localQueue:getJobs:complete', () => {
    clearTimeout(looking)
    up()
  })
  events.on('localQueue:init', ({ localQueue }) => countWhatIsReturned(localQueue))
  // One that shuts down because it lost its database may wait for ever for what it has miscounted.
  const given_up = new AbortController()
  let giving_up: NodeJS.Timeout | undefined
  events.once('pool:gracefulShutdown', () => {
    giving_up = setTimeout(() => given_up.abort(), end_ms_max)
  })
  // Its own pool would still be closing connections when the queue says that it has ended.
  const pool = openPool({
    url: deps.database_url,
    connections_max,
    application_name: 'delivery jobs',
    on_error: (error) => log.debug({ err: error }, 'database connection of the job queue lost')
  })
  try {
    const runner = await run({
      pgPool: pool,
      preset: {
        worker: {
          concurrentJobs: jobs_at_once,
          pollInterval: 1_000,
          localQueue: { size: jobs_ahead },
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
          gracefulShutdownAbortTimeout: stop_ms_max
        }
      },
      noHandleSignals: true,
      logger: jobLog(log, deps.clock),
      events,
      taskList: runnable(deps.tasks, deps.task_deps, deps.meters),
      parsedCronItems: schedule(deps.tasks)
    })
    const end = endOf(runner, log, AbortSignal.any([stopped, never_looked.signal]))
    await Promise.race([end, untilAborted(given_up.signal)])
    end.catch((error: unknown) => log.debug({ err: error }, 'job queue ended late'))
  } finally {
    clearTimeout(looking)
    clearTimeout(giving_up)
    ended.abort()
    // A queue that ended badly may have kept a connection.
    const waited = new AbortController()
    await Promise.race([Promise.all([pool.end(), holding]), pause(5_000, waited.signal)])
    waited.abort()
  }
}

const endOf = async (runner: Runner, log: Log, stopped: AbortSignal): Promise<void> => {
  let stopping: Promise<void> | undefined
  const stop = (): void => {
    stopping = runner
      .stop()
      .catch((error: unknown) => log.debug({ err: error }, 'job queue did not stop well'))
  }
  if (stopped.aborted) stop()
  else stopped.addEventListener('abort', stop, { once: true })
  try {
    await runner.promise
  } finally {
    stopped.removeEventListener('abort', stop)
    await stopping
  }
}

type Returning = {
  backgroundCount: number
  background(promise: Promise<unknown>): void
  decreaseBackgroundCount(): void
  decreaseBackgroundCountWithError(error: unknown): void
}

/**
 * When the queue shuts down with jobs in hand it gives them back, but forgets to count that it does: it takes itself for
 * ended, and when giving back fails nobody hears of the failure, which ends the whole process.
 */
const countWhatIsReturned = (local_queue: object): void => {
  const queue = local_queue as Returning
  queue.background = (promise) => {
    queue.backgroundCount++
    promise.then(queue.decreaseBackgroundCount, queue.decreaseBackgroundCountWithError)
  }
}

const untilAborted = (lost: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (lost.aborted) resolve()
    else lost.addEventListener('abort', () => resolve(), { once: true })
  })
