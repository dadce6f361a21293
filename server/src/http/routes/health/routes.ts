import type { Route } from '../../route.ts'
import { liveRoute } from './live.ts'
import { readHealthRoute } from './read.ts'
import { readyRoute } from './ready.ts'

/** Whether the service is up, and what is wrong when it is not. */
export const health_routes: Route[] = [readHealthRoute, liveRoute, readyRoute]
