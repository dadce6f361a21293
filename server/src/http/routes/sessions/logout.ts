import { Force, Session } from '../../../schemas/session.ts'
import { logoutSession } from '../../../usecases/sessions/logout.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const logoutSessionRoute = route({
  method: 'POST',
  url: '/api/v1/sessions/:id/logout',
  scope: 'sessions:write',
  schema: { params: idParams('session'), querystring: Force, response: { 202: Session } },
  errors: [
    'session_not_started',
    'worker_unreachable',
    'logout_not_confirmed',
    'worker_unavailable',
    'session_wanted'
  ],
  summary: 'Log out',
  description:
    'Removes the linked device from the phone, connecting for it where need be. The session needs a new QR code to be used again. One that is not linked stays as it is; a banned one forgets its number. 409 `logout_not_confirmed`: WhatsApp has not confirmed the log-out within a few seconds. It is tried until it does: call again then, or with `force=true`.',
  tags: ['sessions'],
  handler: (deps, request) => logoutSession(deps, request.tenant, request.params.id, request.query)
})
