import { z } from 'zod'
import { Membership } from '../../../schemas/membership.ts'
import { readMemberships } from '../../../usecases/team/read.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listMembershipsRoute = route({
  operation_id: 'listMemberships',
  method: 'GET',
  url: '/api/v1/memberships',
  scope: 'team:read',
  schema: {
    querystring: z.strictObject(pageFields('membership')),
    response: { 200: pageOf(Membership) }
  },
  summary: 'List the members of the team',
  description: 'Newest first. Whoever registered is the owner.',
  tags: ['team'],
  handler: (deps, request) => readMemberships(deps, request.tenant, pageRequest(request.query))
})
