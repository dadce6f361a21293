import { z } from 'zod'
import { Email, LinkToken, NewPassword } from '../../../schemas/auth.ts'
import { forgotPassword, resetPassword } from '../../../usecases/auth/reset-password.ts'
import { callerOf } from '../../caller.ts'
import { mailLanguageOf } from '../../mail-language.ts'
import { route } from '../../route.ts'

export const forgotPasswordRoute = route({
  operation_id: 'forgotPassword',
  method: 'POST',
  audit: 'user.password_reset_requested',
  url: '/api/v1/auth/forgot-password',
  public: true,
  schema: {
    body: z.strictObject({ email: Email }),
    response: { 204: z.undefined() }
  },
  errors: ['rate_limited'],
  summary: 'Have a link to a new password sent',
  description:
    'The answer is the same whether somebody has registered with the address or not. The mail is in the language that Accept-Language asks for, of the twelve of the dashboard. Where the service has no mail server, its operator can read the link (`npm run mail:links`).',
  tags: ['auth'],
  handler: (deps, request) =>
    forgotPassword(
      deps,
      request.body.email,
      callerOf(request),
      mailLanguageOf(request.headers['accept-language'])
    )
})

export const resetPasswordRoute = route({
  operation_id: 'resetPassword',
  method: 'POST',
  audit: 'user.password_reset',
  url: '/api/v1/auth/reset-password',
  public: true,
  schema: {
    body: z.strictObject({ token: LinkToken, new_password: NewPassword }),
    response: { 204: z.undefined() }
  },
  errors: ['link_invalid', 'rate_limited'],
  summary: 'Set a new password with the token of a mail',
  description:
    'The link in the mail leads to the page /reset-password with the token behind `#token=`. It works once, within an hour. All logins are ended, and the passkeys of the user deleted; API keys stay.',
  tags: ['auth'],
  handler: (deps, request) => resetPassword(deps, request.body, callerOf(request))
})
