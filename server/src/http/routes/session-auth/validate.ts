import { z } from 'zod'
import { SessionId } from '../../../schemas/session.ts'
import { SessionValidation } from '../../../schemas/session-standing.ts'
import { validateSession } from '../../../usecases/sessions/status.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const about = {
  scope: 'sessions:read',
  summary: 'Check whether a session is linked and connected',
  tags: ['sessions']
} as const

export const validateSessionRoute = route({
  operation_id: 'validateSession',
  ...about,
  link_token: true,
  method: 'GET',
  url: '/session/:id/validate',
  schema: { params: idParams('session'), response: { 200: SessionValidation } },
  handler: (deps, request) => validateSession(deps, request.tenant, request.params.id)
})

export const validateNamedSessionRoute = route({
  operation_id: 'validateNamedSession',
  ...about,
  method: 'POST',
  audit: { none: 'It only asks.' },
  url: '/session/validate',
  errors: ['not_found'],
  schema: { body: z.strictObject({ session_id: SessionId }), response: { 200: SessionValidation } },
  handler: (deps, request) => validateSession(deps, request.tenant, request.body.session_id)
})
