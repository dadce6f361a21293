import { OwnProfile } from '../../../schemas/profile.ts'
import { callErrors, callSession } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readSessionProfileRoute = route({
  operation_id: 'getSessionProfile',
  method: 'GET',
  url: '/api/v1/sessions/:id/profile',
  scope: 'sessions:read',
  errors: callErrors('read_profile'),
  schema: { params: idParams('session'), response: { 200: OwnProfile } },
  summary: 'Read the profile of the number',
  description:
    'Name, about and picture of the linked account, as WhatsApp has them at this moment. The session must be connected.',
  tags: ['sessions'],
  handler: (deps, request) =>
    callSession(deps, request.tenant, request.params.id, 'read_profile', {}, request.signal)
})
