import { z } from 'zod'
import { User } from '../../../schemas/auth.ts'
import { readMe } from '../../../usecases/auth/me.ts'
import { route } from '../../route.ts'

const Me = User.extend({
  credential: z.object({
    type: z.enum(['access_token', 'api_key']),
    api_key_id: z.string().nullable(),
    scopes: z.array(z.string()).nullable().describe('null: everything in the account.')
  })
}).meta({ id: 'Me' })

export const readMeRoute = route({
  operation_id: 'getMe',
  method: 'GET',
  url: '/api/v1/auth/me',
  scope: 'account:read',
  schema: { response: { 200: Me } },
  summary: 'Read the current user',
  tags: ['auth'],
  handler: (deps, request) => readMe(deps, request.tenant)
})
