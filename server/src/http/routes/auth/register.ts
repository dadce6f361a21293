import { z } from 'zod'
import { Email, Name, NewPassword, Tokens } from '../../../schemas/auth.ts'
import { register } from '../../../usecases/auth/register.ts'
import { callerOf } from '../../caller.ts'
import { route } from '../../route.ts'

export const registerRoute = route({
  operation_id: 'registerUser',
  method: 'POST',
  audit: 'user.registered',
  url: '/api/v1/auth/register',
  public: true,
  schema: {
    body: z.strictObject({ email: Email, password: NewPassword, name: Name }),
    response: { 201: Tokens }
  },
  errors: ['registration_closed', 'email_taken', 'rate_limited'],
  summary: 'Create an account',
  description:
    'The account starts with the default plan and is logged in at once. Registrations are limited for each IP address: 429 with Retry-After. 403 `registration_closed` when the operator has closed registration.',
  tags: ['auth'],
  handler: (deps, request) => register(deps, request.body, callerOf(request))
})
