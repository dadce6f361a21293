import { logoutSession } from '../../../usecases/sessions/logout.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'
import { Session } from './session.ts'

export const logoutSessionRoute = route({
  method: 'POST',
  url: '/api/v1/sessions/:id/logout',
  scope: 'sessions:write',
  schema: { params: idParams('session'), response: { 202: Session } },
  summary: 'Log out',
  description:
    'Removes the linked device from the phone. The session needs a new QR code to be used again.',
  tags: ['sessions'],
  handler: (deps, request) => logoutSession(deps, request.tenant, request.params.id)
})
