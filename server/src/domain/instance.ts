import type { DesiredState } from './session.ts'

/** How many tenants and sessions share a worker, as the plan says. */
export const instance_modes = ['dedicated', 'tenant', 'shared'] as const

export type InstanceMode = (typeof instance_modes)[number]

export const instance_statuses = [
  'starting',
  'running',
  'unhealthy',
  'draining',
  'stopped',
  'failed'
] as const

export type InstanceStatus = (typeof instance_statuses)[number]

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
  desired: DesiredState
  /** It is for the sessions of this part alone, which run apart from others; null: for any. */
  part: string | null
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
