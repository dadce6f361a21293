import type { AuditAction, AuditRow } from '../domain/audit.ts'
import { newId } from '../domain/ids.ts'
import type { Tx } from '../lib/db.ts'
import type { PageRequest } from '../lib/page.ts'

const columns = 'id, tenant_id, actor_id, action, target_id, host(ip) as ip, details, created_at'

export type NewAudit = {
  tenant_id: string
  actor_id: string | null
  action: AuditAction
  target_id?: string | null
  ip?: string
  details?: Record<string, unknown>
}

export const insertAudit = async (tx: Tx, audit: NewAudit): Promise<void> => {
  await tx.query(
    `insert into audit_log (id, tenant_id, actor_id, action, target_id, ip, details)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      newId('audit'),
      audit.tenant_id,
      audit.actor_id,
      audit.action,
      audit.target_id ?? null,
      audit.ip ?? null,
      JSON.stringify(audit.details ?? {})
    ],
    'insert_audit'
  )
}

/** The newest first. One row more than asked for, when there is one. */
export const listAudit = (tx: Tx, tenant_id: string, page: PageRequest): Promise<AuditRow[]> =>
  tx.query<AuditRow>(
    `select ${columns} from audit_log
     where tenant_id = $1 and ($2::text is null or id < $2) order by id desc limit $3`,
    [tenant_id, page.position, page.limit + 1],
    'list_audit'
  )

/** Of all tenants, or of one: for a role that sees them all. One row more than asked for, when there is one. */
export const listAuditOfAll = (
  tx: Tx,
  page: PageRequest & { tenant_id: string | null }
): Promise<AuditRow[]> =>
  tx.query<AuditRow>(
    `select ${columns} from audit_log
     where ($1::text is null or tenant_id = $1) and ($2::text is null or id < $2) order by id desc limit $3 + 1`,
    [page.tenant_id, page.position, page.limit]
  )
