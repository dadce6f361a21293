import { z } from 'zod'
import { changePassword } from '../../../usecases/auth/change-password.ts'
import { route } from '../../route.ts'
import { callerOf, NewPassword, Password } from './schemas.ts'

export const changePasswordRoute = route({
  method: 'POST',
  url: '/api/v1/auth/change-password',
  scope: 'account:write',
  schema: {
    body: z.strictObject({ current_password: Password, new_password: NewPassword }),
    response: { 204: z.undefined() }
  },
  errors: ['password_wrong', 'rate_limited'],
  summary: 'Change the password',
  description: 'Ends every other login of the user.',
  tags: ['auth'],
  handler: (deps, request) => changePassword(deps, request.tenant, request.body, callerOf(request))
})
