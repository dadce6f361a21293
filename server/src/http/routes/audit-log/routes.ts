import type { Route } from '../../route.ts'
import { listAuditLogRoute } from './list.ts'

/** Who has changed what. */
export const audit_log_routes: Route[] = [listAuditLogRoute]
