import type { Route } from '../../route.ts'
import { leaveGroupRoute, updateGroupRoute } from './change.ts'
import { createGroupRoute } from './create.ts'
import { group_invite_routes } from './invite.ts'
import { decideJoinRequestsRoute, listJoinRequestsRoute } from './join-requests.ts'
import { listGroupsRoute } from './list.ts'
import { group_people_routes } from './members.ts'
import { group_picture_routes } from './picture.ts'
import { readGroupRoute } from './read.ts'

/** Groups that the number of a session is in. */
export const group_routes: Route[] = [
  listGroupsRoute,
  createGroupRoute,
  readGroupRoute,
  updateGroupRoute,
  leaveGroupRoute,
  ...group_picture_routes,
  ...group_people_routes,
  ...group_invite_routes,
  listJoinRequestsRoute,
  decideJoinRequestsRoute
]
