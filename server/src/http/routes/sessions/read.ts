import { Session } from '../../../schemas/session.ts'
import { readSession } from '../../../usecases/sessions/read.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readSessionRoute = route({
  operation_id: 'getSession',
  method: 'GET',
  url: '/api/v1/sessions/:id',
  scope: 'sessions:read',
  schema: { params: idParams('session'), response: { 200: Session } },
  summary: 'Read a session',
  tags: ['sessions'],
  handler: (deps, request) => readSession(deps, request.tenant, request.params.id)
})
