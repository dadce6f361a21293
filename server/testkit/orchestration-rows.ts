import type { InstanceRow } from '../src/domain/instance.ts'
import type { Placement } from '../src/orchestrator/records/load.ts'

/** A shared instance that runs. */
export const instance = (id: string, more: Partial<InstanceRow> = {}): InstanceRow => ({
  id,
  tenant_id: null,
  mode: 'shared',
  driver: 'process',
  host: '127.0.0.1',
  port: 4000,
  status: 'running',
  desired: 'running',
  part: null,
  reference: null,
  sessions_max: 2,
  restarts: 0,
  status_reason: null,
  started_at: new Date(0),
  heartbeat_at: null,
  stopped_at: null,
  created_at: new Date(0),
  ...more
})

/** A session that should run and has no place yet. */
export const session = (id: string, more: Partial<Placement> = {}): Placement =>
  ({
    session_id: id,
    tenant_id: 'ten_a',
    status: 'starting',
    status_reason: null,
    status_for_s: 0,
    desired: 'running',
    instance_id: null,
    lease_instance_id: null,
    lease_epoch: null,
    lease_valid: false,
    wanted_at: null,
    mode: 'shared',
    limits: null,
    part: null,
    workers_max: null,
    ...more
  }) as Placement

/** An instance that is to end. */
export const draining = (id: string, more: Partial<InstanceRow> = {}): InstanceRow =>
  instance(id, { status: 'draining', desired: 'stopped', ...more })

/** A session that is connected on an instance. */
export const on = (instance_id: string, id: string, more: Partial<Placement> = {}): Placement =>
  session(id, {
    instance_id,
    lease_instance_id: instance_id,
    lease_epoch: 1,
    lease_valid: true,
    status: 'connected',
    ...more
  })

/** A session that was given to another instance so many seconds ago. */
export const moving = (instance_id: string, id: string, status_for_s = 1): Placement =>
  session(id, {
    instance_id,
    status: 'reconnecting',
    status_reason: 'worker_moved',
    status_for_s
  })
