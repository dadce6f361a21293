import type { Route } from '../../route.ts'
import { acceptInvitationRoute, readInvitationRoute } from './accept.ts'
import {
  createInvitationRoute,
  deleteInvitationRoute,
  listInvitationsRoute,
  sendInvitationRoute
} from './manage.ts'

/** Who is invited into the team of an account. */
export const invitation_routes: Route[] = [
  listInvitationsRoute,
  createInvitationRoute,
  readInvitationRoute,
  acceptInvitationRoute,
  sendInvitationRoute,
  deleteInvitationRoute
]
