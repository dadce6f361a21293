import { session_auth_routes } from '../http/services/session-auth.ts'
import { runService } from './run-service.ts'
import { type Service, type ServiceOptions, startService } from './start-service.ts'

export const session_auth_service = {
  role: 'session-auth' as const,
  routes: session_auth_routes,
  title: 'WhatsApp SaaS session auth',
  description: 'QR codes of sessions, and whether a session is linked.'
}

/** The pages and checks by which a number is linked. Resolves when it listens. */
export const startSessionAuth = (options: ServiceOptions): Promise<Service> =>
  startService(
    {
      ...session_auth_service,
      port: options.config.SESSION_AUTH_PORT,
      port_variable: 'SESSION_AUTH_PORT'
    },
    options
  )

if (import.meta.main) await runService(startSessionAuth)
