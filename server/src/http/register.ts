import type { Route } from './route.ts'
import { liveRoute } from './routes/health/live.ts'
import { readHealthRoute } from './routes/health/read.ts'
import { readyRoute } from './routes/health/ready.ts'
import { listPlansRoute } from './routes/plans/list.ts'

const health_routes: Route[] = [readHealthRoute, liveRoute, readyRoute]

/** What the gateway answers on port 3000. */
export const gateway_routes: Route[] = [...health_routes, listPlansRoute]

/** What session auth answers on port 3001. */
export const session_auth_routes: Route[] = [...health_routes]
