import { resource_routes, session_link_routes } from './resource-routes.ts'
import type { Route } from './route.ts'
import { createApiKeyRoute } from './routes/api-keys/create.ts'
import { deleteApiKeyRoute } from './routes/api-keys/delete.ts'
import { listApiKeysRoute } from './routes/api-keys/list.ts'
import { readApiKeyRoute } from './routes/api-keys/read.ts'
import { rotateApiKeyRoute } from './routes/api-keys/rotate.ts'
import { updateApiKeyRoute } from './routes/api-keys/update.ts'
import { listAuditLogRoute } from './routes/audit-log/list.ts'
import { changePasswordRoute } from './routes/auth/change-password.ts'
import { deleteDeviceRoute } from './routes/auth/delete-device.ts'
import { listDevicesRoute } from './routes/auth/list-devices.ts'
import { loginRoute } from './routes/auth/login.ts'
import { logoutRoute } from './routes/auth/logout.ts'
import { logoutAllRoute } from './routes/auth/logout-all.ts'
import { readMeRoute } from './routes/auth/read-me.ts'
import { refreshRoute } from './routes/auth/refresh.ts'
import { registerRoute } from './routes/auth/register.ts'
import { updateMeRoute } from './routes/auth/update-me.ts'
import { liveRoute } from './routes/health/live.ts'
import { readHealthRoute } from './routes/health/read.ts'
import { readyRoute } from './routes/health/ready.ts'
import { listPlansRoute } from './routes/plans/list.ts'
import { readPlanRoute } from './routes/plans/read.ts'
import { changeSubscriptionRoute } from './routes/subscription/change.ts'
import { readSubscriptionRoute } from './routes/subscription/read.ts'
import { readUsageRoute } from './routes/subscription/usage.ts'

const health_routes: Route[] = [readHealthRoute, liveRoute, readyRoute]

const auth_routes: Route[] = [
  registerRoute,
  loginRoute,
  refreshRoute,
  logoutRoute,
  logoutAllRoute,
  readMeRoute,
  updateMeRoute,
  changePasswordRoute,
  listDevicesRoute,
  deleteDeviceRoute
]

const account_routes: Route[] = [
  createApiKeyRoute,
  listApiKeysRoute,
  readApiKeyRoute,
  updateApiKeyRoute,
  rotateApiKeyRoute,
  deleteApiKeyRoute,
  listPlansRoute,
  readPlanRoute,
  readSubscriptionRoute,
  readUsageRoute,
  changeSubscriptionRoute,
  listAuditLogRoute
]

/** What the gateway answers on port 3000. */
export const gateway_routes: Route[] = [
  ...health_routes,
  ...auth_routes,
  ...account_routes,
  ...resource_routes
]

/** What session auth answers on port 3001. */
export const session_auth_routes: Route[] = [...health_routes, ...session_link_routes]
