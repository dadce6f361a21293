import { Session } from '../../../schemas/session.ts'
import { startSession } from '../../../usecases/sessions/start.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const startSessionRoute = route({
  operation_id: 'startSession',
  method: 'POST',
  audit: 'session.started',
  url: '/api/v1/sessions/:id/start',
  scope: 'sessions:write',
  schema: { params: idParams('session'), response: { 202: Session } },
  errors: ['too_many_unlinked', 'subscription_suspended', 'plan_limit_reached'],
  summary: 'Start a session',
  description:
    'Answers at once; follow the status or the events of the session. To wait for the worker use `POST /api/v1/instances`. 429 `too_many_unlinked` when too many running sessions have never been linked.',
  tags: ['sessions'],
  handler: (deps, request) => startSession(deps, request.tenant, request.params.id)
})
