import { z } from 'zod'
import { GroupSummary } from '../../../schemas/group.ts'
import { listGroups } from '../../../usecases/groups/list.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listGroupsRoute = route({
  operation_id: 'listGroups',
  method: 'GET',
  url: '/api/v1/sessions/:id/groups',
  scope: 'groups:read',
  errors: callErrors('list_groups'),
  schema: {
    params: idParams('session'),
    querystring: z.strictObject(pageFields('groups')),
    response: { 200: pageOf(GroupSummary) }
  },
  summary: 'List groups',
  description:
    'The groups that the number of the session is in, in the order of their ids, without their members. WhatsApp is asked for all of them once for each connection; after that it tells what changes. The session must be connected.',
  tags: ['groups'],
  handler: (deps, { tenant, params, query, signal }) =>
    listGroups(deps, tenant, params.id, pageRequest(query), signal)
})
