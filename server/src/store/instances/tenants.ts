import { AppError } from '../../domain/errors.ts'
import type { InstanceRow, InstanceStatus } from '../../domain/instance.ts'
import type { Reader, Tx } from '../../lib/db.ts'
import type { PageRequest } from '../../lib/page.ts'

/** An instance as one of its tenants sees it: with that tenant's sessions and no others. */
export type TenantInstance = Omit<InstanceRow, 'desired' | 'reference'> & { session_ids: string[] }

const columns = `i.id, i.tenant_id, i.mode, i.driver, i.host, i.port, i.status, i.status_reason, i.sessions_max,
  i.restarts, i.started_at, i.heartbeat_at, i.stopped_at, i.created_at,
  array(select s.id::text from sessions s where s.tenant_id = $1 and s.instance_id = i.id order by s.id) as session_ids`

// A dedicated instance belongs to the tenant; a shared one is the tenant's business while it hosts one of its sessions.
const visible = `(i.tenant_id = $1
  or exists (select from sessions s where s.tenant_id = $1 and s.instance_id = i.id))`

/** The instance, when it is the tenant's or hosts one of its sessions; else null. */
export const findTenantInstance = async (
  db: Reader,
  tenant_id: string,
  instance_id: string
): Promise<TenantInstance | null> => {
  const [row] = await db.query<TenantInstance>(
    `select ${columns} from instances i where i.id = $2 and ${visible}`,
    [tenant_id, instance_id],
    'get_tenant_instance'
  )
  return row ?? null
}

/** The same; where there is none the error not_found. */
export const getTenantInstance = async (
  db: Reader,
  tenant_id: string,
  instance_id: string
): Promise<TenantInstance> => {
  const found = await findTenantInstance(db, tenant_id, instance_id)
  if (!found) throw new AppError('not_found', { instance_id })
  return found
}

/** The instances of the tenant, newest first. */
export const listTenantInstances = (
  tx: Tx,
  tenant_id: string,
  page: PageRequest & { status: InstanceStatus | null }
): Promise<TenantInstance[]> =>
  tx.query(
    `select ${columns} from instances i
     where ${visible} and ($2::text is null or i.status = $2) and ($3::text is null or i.id < $3)
     order by i.id desc limit $4 + 1`,
    [tenant_id, page.status, page.position, page.limit]
  )
