import type { Tx } from '../../lib/db.ts'

/** Where a worker listens. */
export type WorkerPlace = { instance_id: string; host: string; port: number }

/** The workers that hold these sessions, each once. */
export const findWorkersOf = (
  tx: Pick<Tx, 'query'>,
  session_ids: string[]
): Promise<WorkerPlace[]> =>
  tx.query<WorkerPlace>(
    `select distinct i.id as instance_id, i.host, i.port from sessions s
     join instances i on i.id = s.instance_id and i.status not in ('stopped', 'failed') and i.host <> i.id
     where s.id = any ($1)`,
    [session_ids],
    'find_workers_of'
  )
