import type { Route } from '../../route.ts'
import { changeMembershipRoute, removeMembershipRoute } from './change.ts'
import { listMembershipsRoute } from './list.ts'

/** The team of an account. */
export const membership_routes: Route[] = [
  listMembershipsRoute,
  changeMembershipRoute,
  removeMembershipRoute
]
