import { Force, Session } from '../../../schemas/session.ts'
import { logoutSession } from '../../../usecases/sessions/logout.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const logoutSessionRoute = route({
  operation_id: 'logOutSession',
  method: 'POST',
  audit: 'session.logged_out',
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
    'Removes the linked device from the phone, connecting first if necessary. The session then needs a new QR code. A session that is not linked stays as it is; a banned one forgets its number. 409 `logout_not_confirmed`: WhatsApp has not confirmed the log-out within a few seconds. The service keeps trying; call again later, or with `force=true`.',
  tags: ['sessions'],
  handler: (deps, request) => logoutSession(deps, request.tenant, request.params.id, request.query)
})
