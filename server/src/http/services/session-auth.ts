import type { Route } from '../route.ts'
import { health_routes } from '../routes/health/routes.ts'
import { session_link_routes } from '../routes/session-auth/routes.ts'

/** What session auth answers on port 3001. */
export const session_auth_routes: Route[] = [...health_routes, ...session_link_routes]
