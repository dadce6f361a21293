import { z } from 'zod'
import { deleteSession } from '../../../usecases/sessions/delete.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const deleteSessionRoute = route({
  method: 'DELETE',
  url: '/api/v1/sessions/:id',
  scope: 'sessions:write',
  schema: { params: idParams('session'), response: { 204: z.undefined() } },
  summary: 'Delete a session',
  description: 'Logs it out and deletes it with its messages and its webhooks.',
  tags: ['sessions'],
  handler: (deps, request) => deleteSession(deps, request.tenant, request.params.id)
})
