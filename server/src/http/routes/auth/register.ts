import { z } from 'zod'
import { Email, Name, NewPassword, Tokens } from '../../../schemas/auth.ts'
import { register } from '../../../usecases/auth/register.ts'
import { callerOf } from '../../caller.ts'
import { route } from '../../route.ts'

export const registerRoute = route({
  method: 'POST',
  url: '/api/v1/auth/register',
  public: true,
  schema: {
    body: z.strictObject({ email: Email, password: NewPassword, name: Name }),
    response: { 201: Tokens }
  },
  errors: ['registration_closed', 'email_taken', 'rate_limited'],
  summary: 'Create an account',
  description:
    'Starts with the default plan and is logged in at once. Registrations are limited for each address: 429 with Retry-After. Where the operator has closed registration the answer is 403 with the code `registration_closed`.',
  tags: ['auth'],
  handler: (deps, request) => register(deps, request.body, callerOf(request))
})
