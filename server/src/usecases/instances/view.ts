import { hasAddress } from '../../domain/instance.ts'
import type { TenantInstance } from '../../store/instances/tenants.ts'

/** An instance as one of its tenants sees it. */
export const instanceView = (row: TenantInstance): Record<string, unknown> => ({
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
  started_at: row.started_at?.toISOString() ?? null,
  heartbeat_at: row.heartbeat_at?.toISOString() ?? null,
  stopped_at: row.stopped_at?.toISOString() ?? null,
  created_at: row.created_at.toISOString()
})
