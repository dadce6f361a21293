import type { AuditRow } from '../../domain/audit.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { exportLines, type LineFormat, piece_rows } from '../../lib/export-lines.ts'
import { listAudit } from '../../store/audit-log.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'

const columns = ['id', 'action', 'actor_id', 'target_id', 'ip', 'details', 'created_at'] as const

/** Everything that happened in the account line by line, the newest first, after the place that the cursor stands for. */
export const exportAudit = (
  deps: Deps,
  tenant: Tenant,
  { position, format, signal }: { position: string | null; format: LineFormat; signal: AbortSignal }
): AsyncGenerator<string> =>
  exportLines<AuditRow>({
    format,
    signal,
    columns,
    values: (entry) => columns.map((name) => entry[name]),
    read: (after) =>
      readList(deps, tenant, (tx) =>
        // It reads one row more than it is asked for.
        listAudit(tx, tenant.tenant_id, {
          position: after?.id ?? position,
          limit: piece_rows - 1
        })
      )
  })
