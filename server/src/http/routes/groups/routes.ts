import type { Route } from '../../route.ts'
import { readGroupRoute } from './read.ts'

/** Groups that the number of a session is in. */
export const group_routes: Route[] = [readGroupRoute]
