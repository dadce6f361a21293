import type { AuditRow } from '../domain/audit.ts'
import { type Page, type PageRequest, toPage } from '../lib/page.ts'
import { listAuditOfAll } from '../store/audit-log.ts'
import type { AdminDeps } from './deps.ts'

/** What happened in all accounts, or in one of them, newest first. */
export const readAuditLog = async (
  admin: AdminDeps,
  page: PageRequest & { tenant_id: string | null }
): Promise<Page<AuditRow>> =>
  toPage(await admin.system.read((tx) => listAuditOfAll(tx, page)), page.limit)
