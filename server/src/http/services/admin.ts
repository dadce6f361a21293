import type { AdminRoute } from '../admin-route.ts'
import { listAdminAuditLogRoute } from '../routes/admin/audit-log.ts'
import { impersonateUserRoute } from '../routes/admin/impersonate.ts'
import {
  drainInstanceRoute,
  listAdminInstancesRoute,
  readLogsOfInstanceRoute
} from '../routes/admin/instances.ts'
import { admin_invoice_routes } from '../routes/admin/invoices.ts'
import { readOverviewRoute } from '../routes/admin/overview.ts'
import {
  changePlanRoute,
  createPlanRoute,
  deletePlanRoute,
  listAllPlansRoute
} from '../routes/admin/plans.ts'
import { changeScaleRoute } from '../routes/admin/scale.ts'
import {
  changeInstallationSettingsRoute,
  createInvitationRoute,
  deleteInvitationRoute,
  listInvitationsRoute,
  readInstallationSettingsRoute
} from '../routes/admin/settings.ts'
import {
  changeUserRoute,
  changeUserSubscriptionRoute,
  createUserRoute,
  deleteUserRoute,
  listErasuresRoute,
  listUsersRoute,
  readUserRoute
} from '../routes/admin/users.ts'

/** What the gateway answers to administrators of the installation, below /api/v1/admin. */
export const admin_routes: AdminRoute[] = [
  readOverviewRoute,
  listUsersRoute,
  readUserRoute,
  createUserRoute,
  changeUserRoute,
  changeUserSubscriptionRoute,
  deleteUserRoute,
  impersonateUserRoute,
  listErasuresRoute,
  listAllPlansRoute,
  createPlanRoute,
  changePlanRoute,
  deletePlanRoute,
  ...admin_invoice_routes,
  readInstallationSettingsRoute,
  changeInstallationSettingsRoute,
  createInvitationRoute,
  listInvitationsRoute,
  deleteInvitationRoute,
  listAdminInstancesRoute,
  readLogsOfInstanceRoute,
  drainInstanceRoute,
  changeScaleRoute,
  listAdminAuditLogRoute
]
