import type { AdminRoute } from '../admin-route.ts'
import { listAdminAuditLogRoute } from '../routes/admin/audit-log.ts'
import { drainInstanceRoute, listAdminInstancesRoute } from '../routes/admin/instances.ts'
import { readOverviewRoute } from '../routes/admin/overview.ts'
import { changeScaleRoute } from '../routes/admin/scale.ts'
import { listUsersRoute, readUserRoute } from '../routes/admin/users.ts'

/** What the gateway answers to administrators of the installation, below /api/v1/admin. */
export const admin_routes: AdminRoute[] = [
  readOverviewRoute,
  listUsersRoute,
  readUserRoute,
  listAdminInstancesRoute,
  drainInstanceRoute,
  changeScaleRoute,
  listAdminAuditLogRoute
]
