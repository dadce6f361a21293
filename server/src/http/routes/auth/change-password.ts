import { z } from 'zod'
import { NewPassword, Password } from '../../../schemas/auth.ts'
import { changePassword } from '../../../usecases/auth/change-password.ts'
import { route } from '../../route.ts'

export const changePasswordRoute = route({
  operation_id: 'changePassword',
  method: 'POST',
  audit: 'user.password_changed',
  url: '/api/v1/auth/change-password',
  scope: 'account:write',
  personal: true,
  at_home: true,
  schema: {
    body: z.strictObject({ current_password: Password, new_password: NewPassword }),
    response: { 204: z.undefined() }
  },
  errors: ['password_wrong', 'rate_limited'],
  summary: 'Change the password',
  description: 'Ends every other login of the user.',
  tags: ['auth'],
  handler: (deps, request) => changePassword(deps, request.context, request.body)
})
