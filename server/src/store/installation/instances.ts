import { AppError } from '../../domain/errors.ts'
import type { InstanceRow, InstanceStatus } from '../../domain/instance.ts'
import type { Tx } from '../../lib/db.ts'
import type { PageRequest } from '../../lib/page.ts'

export type InstanceOfAll = Omit<InstanceRow, 'reference'> & { sessions_count: number }

const columns = `i.id, i.tenant_id, i.mode, i.driver, i.host, i.port, i.status, i.desired, i.status_reason, i.sessions_max,
  i.restarts, i.started_at, i.heartbeat_at, i.stopped_at, i.created_at,
  (select count(*) from sessions s where s.instance_id = i.id) as sessions_count`

/** Instances of all tenants and shared ones, newest first. One row more than asked for, when there is one. */
export const listInstancesOfAll = (
  tx: Tx,
  page: PageRequest & { status: InstanceStatus | null }
): Promise<InstanceOfAll[]> =>
  tx.query<InstanceOfAll>(
    `select ${columns}
     from instances i where ($1::text is null or i.status = $1) and ($2::text is null or i.id < $2)
     order by i.id desc limit $3 + 1`,
    [page.status, page.position, page.limit]
  )

/** An instance, whoever it belongs to, or the error not_found. */
export const getInstanceOfAll = async (tx: Tx, instance_id: string): Promise<InstanceOfAll> => {
  const [row] = await tx.query<InstanceOfAll>(
    `select ${columns} from instances i where i.id = $1`,
    [instance_id],
    'get_instance_of_all'
  )
  if (!row) throw new AppError('not_found', { instance_id })
  return row
}
