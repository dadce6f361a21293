import { z } from 'zod'
import { Group } from '../../../schemas/group.ts'
import { NewGroup } from '../../../schemas/group-change.ts'
import { GroupMemberResult } from '../../../schemas/group-members.ts'
import { createGroup } from '../../../usecases/groups/create.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const createGroupRoute = route({
  operation_id: 'createGroup',
  method: 'POST',
  audit: 'group.created',
  url: '/api/v1/sessions/:id/groups',
  scope: 'groups:write',
  errors: callErrors('create_group'),
  schema: {
    params: idParams('session'),
    body: NewGroup,
    response: {
      201: Group.extend({ results: z.array(GroupMemberResult) }).meta({ id: 'CreatedGroup' })
    }
  },
  summary: 'Make a group',
  description:
    '`results` says of each person whether they are in it: the group is made without those who have no account or let nobody add them. A description and who may add members are set with PATCH. A group is not made twice by an `Idempotency-Key`; where the connection ends in the middle (`call_interrupted`) look into the list of groups before calling again.',
  tags: ['groups'],
  handler: (deps, { context, params, body }) => createGroup(deps, context, params.id, body)
})
