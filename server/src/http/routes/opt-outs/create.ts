import { z } from 'zod'
import { OptOut } from '../../../schemas/opt-out.ts'
import { createOptOut } from '../../../usecases/opt-outs/opt-outs.ts'
import { route } from '../../route.ts'

export const createOptOutRoute = route({
  operation_id: 'createOptOut',
  method: 'POST',
  audit: 'opt_out.created',
  url: '/api/v1/opt-outs',
  idempotency: 'transactional',
  scope: 'contacts:write',
  beyond_sessions: true,
  schema: {
    body: z.strictObject({
      contact: z
        .string()
        .min(1)
        .max(100)
        .describe('A number in international format, a JID or a LID.')
        .meta({ examples: ['+201001234567'] })
    }),
    response: { 201: OptOut }
  },
  errors: ['busy'],
  summary: 'Note that somebody has opted out',
  description:
    'Messages to them are refused with `recipient_opted_out` from now on, through every session, save an answer within 24 hours of what they wrote; what waits for them fails with that code. Noting it twice is the same.',
  tags: ['opt-outs'],
  handler: (deps, { context, body }) => createOptOut(deps, context, body.contact)
})
