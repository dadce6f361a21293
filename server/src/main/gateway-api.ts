import { bindAdminRoutes } from '../http/admin-route.ts'
import type { Dashboard } from '../http/dashboard/dashboard.ts'
import type { Route } from '../http/route.ts'
import { admin_routes } from '../http/services/admin.ts'
import { gateway_routes } from '../http/services/gateway-api.ts'
import { createLog } from '../lib/log.ts'
import { findDashboard } from './dashboard.ts'
import { openAdmin } from './open-admin.ts'
import { findRoleDatabaseUrl } from './role-database-url.ts'
import { runService } from './run-service.ts'
import { type Service, type ServiceOptions, startService } from './start-service.ts'

export const gateway_service = {
  role: 'gateway-api' as const,
  routes: gateway_routes,
  title: 'WhatsApp SaaS Gateway',
  description: 'Link WhatsApp numbers, send and receive messages, and be told of every event.'
}

export type GatewayOptions = ServiceOptions & {
  /** PostgreSQL as wa_system. Without it this gateway has no calls for administrators: they are 404. */
  system_database_url?: string | null
  /** Unset: no pages for people. */
  dashboard?: Dashboard | undefined
}

/** The REST API for customers and administrators, with its documentation. Resolves when it listens. */
export const startGatewayApi = async (options: GatewayOptions): Promise<Service> => {
  const { config, system_database_url } = options
  const log = options.log ?? createLog({ level: config.LOG_LEVEL, role: 'gateway-api' })
  if (!system_database_url) return start(gateway_routes, { ...options, log })
  const { control_secret } = options.secrets
  const admin = openAdmin(system_database_url, config, control_secret, log)
  try {
    const routes = [...gateway_routes, ...bindAdminRoutes(admin.deps, admin_routes)]
    const service = await start(routes, { ...options, log })
    return { ...service, stop: () => service.stop().finally(admin.close) }
  } catch (error) {
    await admin.close()
    throw error
  }
}

const start = (routes: Route[], options: GatewayOptions): Promise<Service> =>
  startService(
    {
      ...gateway_service,
      routes,
      port: options.config.GATEWAY_PORT,
      port_variable: 'GATEWAY_PORT',
      dashboard: options.dashboard
    },
    options
  )

if (import.meta.main) {
  await runService((options) =>
    startGatewayApi({
      ...options,
      dashboard: findDashboard(options.config),
      system_database_url: findRoleDatabaseUrl(options.config, 'wa_system')
    })
  )
}
