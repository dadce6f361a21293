import type { AuditRow } from '../../domain/audit.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { listAudit } from '../../store/audit-log.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'

/** What happened in the account, the newest first. */
export const readAuditLog = (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest
): Promise<Page<AuditRow>> =>
  readList(deps, tenant, async (tx) =>
    toPage(await listAudit(tx, tenant.tenant_id, page), page.limit)
  )
