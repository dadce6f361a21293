import type { AuditRow } from '../../domain/audit.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { listAudit } from '../../store/audit-log.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'

export type AuditView = Omit<AuditRow, 'tenant_id' | 'created_at'> & { created_at: string }

/** What happened in the account, the newest first. */
export const readAuditLog = (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest
): Promise<Page<AuditView>> =>
  readList(deps, tenant, async (tx) =>
    toPage(await listAudit(tx, tenant.tenant_id, page), page.limit, view)
  )

const view = ({ tenant_id: _, ...row }: AuditRow): AuditView => ({
  ...row,
  created_at: row.created_at.toISOString()
})
