import type { Route } from '../../route.ts'
import { listPlansRoute } from './list.ts'
import { readPlanRoute } from './read.ts'

/** Plans that may be chosen. */
export const plan_routes: Route[] = [listPlansRoute, readPlanRoute]
