import { hasAddress } from '../../domain/instance.ts'
import type { Instance } from '../../schemas/instance.ts'
import type { TenantInstance } from '../../store/instances/tenants.ts'

/** An instance as one of its tenants sees it. */
export const instanceView = (row: TenantInstance): Instance => ({
  id: row.id,
  session_ids: row.session_ids,
  status: row.status,
  status_reason: row.status_reason,
  mode: row.mode,
  driver: row.driver,
  host: hasAddress(row) ? row.host : null,
  port: hasAddress(row) ? row.port : null,
  sessions_max: row.sessions_max,
  restarts: row.restarts,
  started_at: row.started_at,
  heartbeat_at: row.heartbeat_at,
  stopped_at: row.stopped_at,
  created_at: row.created_at
})
