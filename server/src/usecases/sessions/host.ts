import type { WorkerAddress } from '../../control/contract.ts'

type MayBeHosted = {
  id: string
  instance_id: string | null
  worker_host: string | null
  worker_port: number | null
}

/** Where the worker that hosts the session listens, or null when none does. */
export const findHost = (session: MayBeHosted): WorkerAddress | null =>
  session.instance_id !== null && session.worker_host !== null && session.worker_port !== null
    ? { instance_id: session.instance_id, host: session.worker_host, port: session.worker_port }
    : null
