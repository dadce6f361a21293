/** How many tenants and sessions share a worker, as the plan says. */
export type InstanceMode = 'dedicated' | 'tenant' | 'shared'

export type InstanceStatus =
  | 'starting'
  | 'running'
  | 'unhealthy'
  | 'draining'
  | 'stopped'
  | 'failed'

/** A row of `instances`, without the hash of its token. */
export type InstanceRow = {
  id: string
  /** null: shared by the sessions of many tenants. */
  tenant_id: string | null
  mode: InstanceMode
  driver: string
  host: string
  port: number
  status: InstanceStatus
  desired: 'running' | 'stopped'
  /** What the driver calls it. */
  reference: string | null
  sessions_max: number
  restarts: number
  status_reason: string | null
  started_at: Date | null
  heartbeat_at: Date | null
  stopped_at: Date | null
  created_at: Date
}

/**
 * The address of an instance whose driver has not said yet where it listens: one that no other instance has, and where
 * nobody can be reached.
 */
export const unknownAddress = (instance_id: string): { host: string; port: number } => ({
  host: instance_id,
  port: 1
})

export const hasAddress = (instance: { id: string; host: string }): boolean =>
  instance.host !== instance.id

/** What an event tells of an instance: nothing of the other tenants on it. */
export const instanceEventData = (row: InstanceRow): Record<string, unknown> => ({
  id: row.id,
  mode: row.mode,
  status: row.status,
  status_reason: row.status_reason,
  started_at: row.started_at?.toISOString() ?? null,
  stopped_at: row.stopped_at?.toISOString() ?? null
})
