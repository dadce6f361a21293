import { Session } from '../../../schemas/session.ts'
import { stopSession } from '../../../usecases/sessions/stop.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const stopSessionRoute = route({
  operation_id: 'stopSession',
  method: 'POST',
  audit: 'session.stopped',
  url: '/api/v1/sessions/:id/stop',
  scope: 'sessions:write',
  schema: { params: idParams('session'), response: { 202: Session } },
  errors: ['worker_unreachable', 'worker_unavailable', 'session_wanted'],
  summary: 'Stop a session',
  description: 'The session stays linked: when started again it connects without a new QR code.',
  tags: ['sessions'],
  handler: (deps, request) => stopSession(deps, request.tenant, request.params.id)
})
