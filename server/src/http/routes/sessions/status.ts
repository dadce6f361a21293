import { SessionStatusAnswer } from '../../../schemas/session-standing.ts'
import { readSessionStatus } from '../../../usecases/sessions/status.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readSessionStatusRoute = route({
  operation_id: 'getSessionStatus',
  method: 'GET',
  url: '/api/v1/sessions/:id/status',
  scope: 'sessions:read',
  schema: { params: idParams('session'), response: { 200: SessionStatusAnswer } },
  summary: 'Read the status of a session',
  tags: ['sessions'],
  handler: (deps, request) => readSessionStatus(deps, request.tenant, request.params.id)
})
