import type { TaskList } from 'graphile-worker'
import type { Task, TaskDeps } from './task.ts'

/** So long a job rests that this version does not understand; whoever takes it then may be of a newer one. */
const rest_ms = 60_000

/**
 * The tasks as the queue runs them. A job whose payload is of a newer version (two versions run side by side while one is
 * installed) is put aside, as it is and with all its attempts.
 */
export const runnable = (tasks: Task[], deps: TaskDeps): TaskList =>
  Object.fromEntries(
    tasks.map((task) => [
      task.name,
      async (payload, { abortSignal, addJob, job }) => {
        const v = versionOf(payload)
        if (v <= task.v) return task.run(deps, payload, abortSignal ?? new AbortController().signal)
        deps.log.warn({ task: task.name, v, job_id: job.id }, 'job of a newer version put aside')
        await addJob(task.name, payload, {
          jobKey: job.key ?? `aside:${job.id}`,
          runAt: new Date(Date.now() + rest_ms),
          maxAttempts: job.max_attempts
        })
      }
    ])
  )

const versionOf = (payload: unknown): number => {
  const v = (payload as { v?: unknown } | null)?.v
  return typeof v === 'number' ? v : 1
}
