import { z } from 'zod'
import { time } from '../../../schemas/time.ts'
import { createLinkToken } from '../../../usecases/sessions/link-token.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const LinkToken = z
  .object({
    token: z.string().describe('Shown only once.'),
    path: z
      .string()
      .describe(
        'The address of the linking page (port 3001). Whoever has it can link a number, until it ends.'
      ),
    expires_at: time
  })
  .meta({ id: 'LinkToken' })

export const createLinkTokenRoute = route({
  operation_id: 'createLinkToken',
  method: 'POST',
  audit: 'link_token.created',
  url: '/api/v1/sessions/:id/link-token',
  idempotency: 'transactional',
  scope: 'sessions:write',
  yields_secret: true,
  errors: ['session_connected'],
  schema: {
    params: idParams('session'),
    body: z.strictObject({
      expires_in_s: z.number().int().min(60).max(86_400).default(1_800).describe('Seconds.')
    }),
    response: { 201: LinkToken }
  },
  summary: 'Let somebody without an account link this session',
  description:
    'For an end customer: the token allows the calls of port 3001 for this session only. It ends when the session is linked, when it expires, when another token replaces it, or with the API key that made it. Somebody who signs with a passkey through this link always has to compare codes.',
  tags: ['sessions'],
  handler: (deps, { context, params, body }) => createLinkToken(deps, context, params.id, body)
})
