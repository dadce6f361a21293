import { z } from 'zod'
import { logOutEverywhere } from '../../../usecases/auth/logout.ts'
import { route } from '../../route.ts'

export const logoutAllRoute = route({
  operation_id: 'logOutEverywhere',
  method: 'POST',
  idempotency: 'transactional',
  audit: 'user.logged_out_everywhere',
  url: '/api/v1/auth/logout-all',
  scope: 'account:write',
  personal: true,
  at_home: true,
  schema: { response: { 204: z.undefined() } },
  summary: 'Log out everywhere',
  description: 'Ends all logins of the user, including this one. API keys keep working.',
  tags: ['auth'],
  handler: (deps, request) => logOutEverywhere(deps, request.context)
})
