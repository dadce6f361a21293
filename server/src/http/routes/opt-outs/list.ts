import { z } from 'zod'
import { OptOut } from '../../../schemas/opt-out.ts'
import { readOptOuts } from '../../../usecases/opt-outs/opt-outs.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listOptOutsRoute = route({
  operation_id: 'listOptOuts',
  method: 'GET',
  url: '/api/v1/opt-outs',
  scope: 'contacts:read',
  beyond_sessions: true,
  schema: {
    querystring: z.strictObject({
      ...pageFields('opt_out'),
      contact: z
        .string()
        .max(100)
        .optional()
        .describe('Only this person: a number in international format, a JID or a LID.')
    }),
    response: { 200: pageOf(OptOut) }
  },
  summary: 'List who has opted out, the last ones first',
  description: 'Of all sessions of the account: who opts out of one opts out of all.',
  tags: ['opt-outs'],
  handler: (deps, { tenant, query }) =>
    readOptOuts(deps, tenant, { ...pageRequest(query), contact: query.contact })
})
