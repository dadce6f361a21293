import type { TaskList } from 'graphile-worker'
import type { DeliveryMeters } from './meters.ts'
import type { Task, TaskDeps } from './task.ts'

/** So long a job rests that this version does not understand; whoever takes it then may be of a newer one. */
const rest_ms = 60_000

/**
 * The tasks as the queue runs them. A job whose payload is of a newer version (two versions run side by side while one is
 * installed) is put aside, as it is and with all its attempts.
 */
export const runnable = (
  tasks: Task[],
  deps: TaskDeps,
  meters: Pick<DeliveryMeters, 'count' | 'observe'>
): TaskList =>
  Object.fromEntries(
    tasks.map((task) => [
      task.name,
      async (payload, { abortSignal, addJob, job }) => {
        const v = versionOf(payload)
        const stopping = abortSignal ?? new AbortController().signal
        if (v <= task.v) return measured(meters, task.name, () => task.run(deps, payload, stopping))
        meters.count('gateway_jobs_total', { task: task.name, outcome: 'put_aside' })
        deps.log.warn({ task: task.name, v, job_id: job.id }, 'job of a newer version put aside')
        await addJob(task.name, payload, {
          jobKey: job.key ?? `aside:${job.id}`,
          runAt: new Date(Date.now() + rest_ms),
          maxAttempts: job.max_attempts
        })
      }
    ])
  )

const measured = async (
  meters: Pick<DeliveryMeters, 'count' | 'observe'>,
  task: string,
  run: () => Promise<void>
): Promise<void> => {
  const began_ms = performance.now()
  let outcome = 'failed'
  try {
    await run()
    outcome = 'done'
  } finally {
    meters.count('gateway_jobs_total', { task, outcome })
    const took_ms = performance.now() - began_ms
    meters.observe('gateway_job_duration_seconds', { task }, took_ms / 1_000)
  }
}

const versionOf = (payload: unknown): number => {
  const v = (payload as { v?: unknown } | null)?.v
  return typeof v === 'number' ? v : 1
}
