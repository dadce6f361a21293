import { z } from 'zod'
import { ProxyUrl, SessionName, SessionWithSecret, WebhookUrl } from '../../../schemas/session.ts'
import { createSession } from '../../../usecases/sessions/create.ts'
import { route } from '../../route.ts'

export const createSessionRoute = route({
  operation_id: 'createSession',
  method: 'POST',
  audit: 'session.created',
  url: '/api/v1/sessions',
  idempotency: 'transactional',
  scope: 'sessions:write',
  beyond_sessions: true,
  schema: {
    body: z.strictObject({
      session_name: SessionName,
      webhook_url: WebhookUrl.nullish(),
      proxy: ProxyUrl.nullish()
    }),
    response: { 201: SessionWithSecret }
  },
  errors: ['plan_limit_reached', 'subscription_suspended', 'session_name_taken'],
  summary: 'Create a session',
  description:
    'A session stands for one WhatsApp number. Start it with `POST /api/v1/instances`, then scan its QR code. Every event of the session is sent to `webhook_url`; setting it also needs the scope `messages:read`.',
  tags: ['sessions'],
  handler: (deps, request) => createSession(deps, request.context, request.body)
})
