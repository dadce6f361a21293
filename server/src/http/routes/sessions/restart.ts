import { restartSession } from '../../../usecases/sessions/restart.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'
import { Session } from './session.ts'

export const restartSessionRoute = route({
  method: 'POST',
  url: '/api/v1/sessions/:id/restart',
  scope: 'sessions:write',
  schema: { params: idParams('session'), response: { 202: Session } },
  errors: ['worker_unreachable', 'worker_unavailable', 'session_wanted', 'too_many_unlinked'],
  summary: 'Close the connection and open it again',
  description: 'Starts the session when it does not run.',
  tags: ['sessions'],
  handler: (deps, request) => restartSession(deps, request.tenant, request.params.id)
})
