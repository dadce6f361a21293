import { z } from 'zod'
import { Email, InvitationToken, Name, NewPassword, Tokens } from '../../../schemas/auth.ts'
import { register } from '../../../usecases/auth/register.ts'
import { callerOf } from '../../caller.ts'
import { mailLanguageOf } from '../../mail-language.ts'
import { route } from '../../route.ts'

export const registerRoute = route({
  operation_id: 'registerUser',
  method: 'POST',
  audit: 'user.registered',
  url: '/api/v1/auth/register',
  public: true,
  schema: {
    body: z.strictObject({
      email: Email,
      password: NewPassword,
      name: Name,
      invitation: InvitationToken.optional()
    }),
    response: { 201: Tokens }
  },
  errors: ['registration_closed', 'invitation_invalid', 'email_taken', 'rate_limited'],
  summary: 'Create an account',
  description:
    'A mail with a link to verify the address is sent, in the language that Accept-Language asks for, of the twelve of the dashboard. The account starts with the default plan and is logged in at once. Registrations are limited for each IP address: 429 with Retry-After. 403 `registration_closed` when the operator has closed registration, `invitation_invalid` when it takes an invitation.',
  tags: ['auth'],
  handler: (deps, request) =>
    register(
      deps,
      { ...request.body, language: mailLanguageOf(request.headers['accept-language']) },
      callerOf(request)
    )
})
