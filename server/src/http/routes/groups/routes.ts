import type { Route } from '../../route.ts'
import { leaveGroupRoute, updateGroupRoute } from './change.ts'
import { createGroupRoute } from './create.ts'
import { listGroupsRoute } from './list.ts'
import { readGroupRoute } from './read.ts'

/** Groups that the number of a session is in. */
export const group_routes: Route[] = [
  listGroupsRoute,
  createGroupRoute,
  readGroupRoute,
  updateGroupRoute,
  leaveGroupRoute
]
