import { z } from 'zod'
import { updateSession } from '../../../usecases/sessions/update.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'
import { SessionName, SessionWithSecret, WebhookUrl } from './session.ts'

export const updateSessionRoute = route({
  method: 'PATCH',
  url: '/api/v1/sessions/:id',
  scope: 'sessions:write',
  schema: {
    params: idParams('session'),
    body: z.strictObject({
      session_name: SessionName.optional(),
      webhook_url: WebhookUrl.nullish().describe('null removes it.')
    }),
    response: { 200: SessionWithSecret }
  },
  summary: 'Rename a session or change its webhook address',
  description:
    'A webhook address that is moved keeps its secret; the answer holds `webhook_secret` when there was none before.',
  tags: ['sessions'],
  handler: (deps, { tenant, params, body, idempotency }) =>
    updateSession(deps, tenant, params.id, body, idempotency)
})
