import { AppError } from '../../domain/errors.ts'
import type { WorkerAddress } from '../../domain/worker-control.ts'

type MayBeHosted = {
  id: string
  desired: 'running' | 'stopped'
  instance_id: string | null
  worker_host: string | null
  worker_port: number | null
}

/** Where the worker that hosts the session listens, or null when none does. */
export const findHost = (session: Omit<MayBeHosted, 'desired'>): WorkerAddress | null =>
  session.instance_id !== null && session.worker_host !== null && session.worker_port !== null
    ? { instance_id: session.instance_id, host: session.worker_host, port: session.worker_port }
    : null

/** The same, or an error: session_not_started, or worker_unavailable for one that is started and waits for a worker. */
export const getHost = (session: MayBeHosted): WorkerAddress => {
  const host = findHost(session)
  if (host) return host
  const context = { session_id: session.id }
  if (session.desired === 'stopped') throw new AppError('session_not_started', context)
  throw new AppError('worker_unavailable', context, { retry_after_s: 2 })
}
