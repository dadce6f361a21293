import type { Route } from '../../route.ts'
import { createInstanceRoute } from './create.ts'
import { deleteInstanceRoute } from './delete.ts'
import { checkInstanceRoute } from './health.ts'
import { listInstancesRoute } from './list.ts'
import { readInstanceLogsRoute } from './logs.ts'
import { readInstanceRoute } from './read.ts'
import { restartInstanceRoute } from './restart.ts'
import { startInstanceRoute } from './start.ts'
import { readInstanceStatsRoute } from './stats.ts'
import { stopInstanceRoute } from './stop.ts'

/** The workers that host sessions. */
export const instance_routes: Route[] = [
  createInstanceRoute,
  listInstancesRoute,
  readInstanceRoute,
  checkInstanceRoute,
  readInstanceStatsRoute,
  readInstanceLogsRoute,
  startInstanceRoute,
  stopInstanceRoute,
  restartInstanceRoute,
  deleteInstanceRoute
]
