import { z } from 'zod'
import { Force } from '../../../schemas/session.ts'
import { deleteSession } from '../../../usecases/sessions/delete.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const deleteSessionRoute = route({
  operation_id: 'deleteSession',
  method: 'DELETE',
  audit: 'session.deleted',
  url: '/api/v1/sessions/:id',
  scope: 'sessions:write',
  schema: { params: idParams('session'), querystring: Force, response: { 204: z.undefined() } },
  errors: ['logout_not_confirmed', 'worker_unavailable', 'worker_unreachable', 'session_wanted'],
  summary: 'Delete a session',
  description:
    'Removes the linked device from the phone, connecting first if necessary, and deletes the session with its messages and webhooks. 409 `logout_not_confirmed`: WhatsApp has not confirmed the log-out within a few seconds. The service keeps trying; call again later, or with `force=true`.',
  tags: ['sessions'],
  handler: (deps, request) => deleteSession(deps, request.tenant, request.params.id, request.query)
})
