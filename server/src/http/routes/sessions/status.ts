import { z } from 'zod'
import { Standing } from '../../../schemas/session.ts'
import { readSessionStatus } from '../../../usecases/sessions/status.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const SessionStatusAnswer = z
  .object({
    id: z.string(),
    desired: z
      .enum(['running', 'stopped', 'logged_out'])
      .describe('What was requested; `status` is the actual state.'),
    ...Standing.shape
  })
  .meta({ id: 'SessionStatus' })

export const readSessionStatusRoute = route({
  method: 'GET',
  url: '/api/v1/sessions/:id/status',
  scope: 'sessions:read',
  schema: { params: idParams('session'), response: { 200: SessionStatusAnswer } },
  summary: 'Read the status of a session',
  tags: ['sessions'],
  handler: (deps, request) => readSessionStatus(deps, request.tenant, request.params.id)
})
