import {
  type InstanceMode,
  type InstanceRow,
  type InstanceStatus,
  unknownAddress
} from '../../domain/instance.ts'
import type { Tx } from '../../lib/db.ts'

const columns = `id, tenant_id, mode, driver, host, port, status, desired, reference, sessions_max, restarts,
  status_reason, part, started_at, heartbeat_at, stopped_at, created_at`

export type NewInstance = {
  id: string
  tenant_id: string | null
  mode: InstanceMode
  driver: string
  reference: string
  token_hash: Buffer
  sessions_max: number
  restarts: number
  part: string | null
}

/** Puts an instance that is about to be started; its address comes later. */
export const insertInstance = async (tx: Tx, instance: NewInstance): Promise<InstanceRow> => {
  const { host, port } = unknownAddress(instance.id)
  const [row] = await tx.query<InstanceRow>(
    `insert into instances (id, tenant_id, mode, driver, host, port, status, reference, token_hash, sessions_max, restarts, part)
     values ($1, $2, $3, $4, $5, $6, 'starting', $7, $8, $9, $10, $11)
     returning ${columns}`,
    [
      instance.id,
      instance.tenant_id,
      instance.mode,
      instance.driver,
      host,
      port,
      instance.reference,
      instance.token_hash,
      instance.sessions_max,
      instance.restarts,
      instance.part
    ],
    'insert_instance'
  )
  if (!row) throw new Error('the instance was not inserted')
  return row
}

/** Every instance that is not known to be gone, oldest first. */
export const listLiveInstances = (tx: Pick<Tx, 'query'>): Promise<InstanceRow[]> =>
  tx.query<InstanceRow>(
    `select ${columns} from instances where status not in ('stopped', 'failed') order by id`,
    [],
    'list_live_instances'
  )

/** Notes what the driver calls it and where it listens. Rejects when another live instance has the address. */
export const setInstanceAddress = async (
  tx: Tx,
  instance_id: string,
  { reference, host, port }: { reference: string; host: string; port: number }
): Promise<void> => {
  await tx.query(
    'update instances set reference = $2, host = $3, port = $4 where id = $1',
    [instance_id, reference, host, port],
    'set_instance_address'
  )
}

/** The first answer of a starting instance: null when it is not starting any more. */
export const setInstanceRunning = async (
  tx: Tx,
  instance_id: string
): Promise<InstanceRow | null> => {
  const [row] = await tx.query<InstanceRow>(
    `update instances set status = 'running', status_reason = null, started_at = now(), heartbeat_at = now()
     where id = $1 and status = 'starting' returning ${columns}`,
    [instance_id],
    'set_instance_running'
  )
  return row ?? null
}

/** Moves a live instance to another live state: null when it is in it already, or gone. One that is drained is not wanted any more. */
export const setInstanceStatus = async (
  tx: Tx,
  instance_id: string,
  status: Extract<InstanceStatus, 'unhealthy' | 'draining'>,
  reason: string | null
): Promise<InstanceRow | null> => {
  const [row] = await tx.query<InstanceRow>(
    `update instances set status = $2, status_reason = $3, desired = case when $2 = 'draining' then 'stopped' else desired end
     where id = $1 and status not in ('stopped', 'failed', $2) returning ${columns}`,
    [instance_id, status, reason],
    'set_instance_status'
  )
  return row ?? null
}

/** Records that its process is gone, which frees its port and its leases: null when that was known. */
export const endInstance = async (
  tx: Tx,
  instance_id: string,
  status: Extract<InstanceStatus, 'stopped' | 'failed'>,
  reason: string | null
): Promise<InstanceRow | null> => {
  const [row] = await tx.query<InstanceRow>(
    `update instances set status = $2, status_reason = $3, stopped_at = now(), restarts = restarts + ($2 = 'failed')::int
     where id = $1 and status not in ('stopped', 'failed') returning ${columns}`,
    [instance_id, status, reason],
    'end_instance'
  )
  return row ?? null
}

/** These have answered just now. */
export const setHeartbeats = async (
  tx: Pick<Tx, 'query'>,
  instance_ids: string[]
): Promise<void> => {
  await tx.query(
    'update instances set heartbeat_at = now() where id = any ($1)',
    [instance_ids],
    'set_heartbeats'
  )
}

/** Whose business an instance is: its tenant's, or those of the sessions on it. */
export const listTenantsOfInstance = async (tx: Tx, instance_id: string): Promise<string[]> => {
  const rows = await tx.query<{ tenant_id: string }>(
    `select tenant_id from instances where id = $1 and tenant_id is not null
     union select tenant_id from sessions where instance_id = $1`,
    [instance_id],
    'list_tenants_of_instance'
  )
  return rows.map((row) => row.tenant_id)
}
