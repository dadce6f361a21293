import { z } from 'zod'
import { member_roles } from '../../../domain/user.ts'
import { User } from '../../../schemas/auth.ts'
import { readMe } from '../../../usecases/auth/me.ts'
import { route } from '../../route.ts'

const Me = User.extend({
  member_role: z
    .enum(member_roles)
    .nullable()
    .describe('What the user is in the team of this account; null for an API key.'),
  credential: z.object({
    type: z.enum(['access_token', 'api_key']),
    api_key_id: z.string().nullable(),
    scopes: z
      .array(z.string())
      .nullable()
      .describe(
        'null: everything in the account; otherwise those of the key or of the role in the team.'
      )
  })
}).meta({ id: 'Me' })

export const readMeRoute = route({
  operation_id: 'getMe',
  method: 'GET',
  url: '/api/v1/auth/me',
  scope: 'account:read',
  personal: true,
  schema: { response: { 200: Me } },
  summary: 'Read the current user',
  tags: ['auth'],
  handler: (deps, request) => readMe(deps, request.tenant)
})
