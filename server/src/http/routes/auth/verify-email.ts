import { z } from 'zod'
import { LinkToken } from '../../../schemas/auth.ts'
import { askForVerification, verifyEmail } from '../../../usecases/auth/verify-email.ts'
import { callerOf } from '../../caller.ts'
import { mailLanguageOf } from '../../mail-language.ts'
import { route } from '../../route.ts'

export const verifyEmailRoute = route({
  operation_id: 'verifyEmail',
  method: 'POST',
  audit: 'user.email_verified',
  url: '/api/v1/auth/verify-email',
  public: true,
  schema: {
    body: z.strictObject({ token: LinkToken }),
    response: { 204: z.undefined() }
  },
  errors: ['link_invalid'],
  summary: 'Verify the e-mail address with the token of a mail',
  description:
    'The link in the mail leads to the page /verify-email with the token behind `#token=`. It works once, within 72 hours, and not for an address that was changed since.',
  tags: ['auth'],
  handler: (deps, request) => verifyEmail(deps, request.body.token, callerOf(request))
})

export const sendVerificationRoute = route({
  operation_id: 'sendVerificationMail',
  method: 'POST',
  audit: 'user.verification_requested',
  url: '/api/v1/auth/verify-email/send',
  scope: 'account:write',
  personal: true,
  at_home: true,
  idempotency: 'transactional',
  schema: { response: { 204: z.undefined() } },
  errors: ['rate_limited'],
  summary: 'Send the mail that verifies the e-mail address once more',
  description: 'Links of earlier mails are of no use then. An address that is verified gets none.',
  tags: ['auth'],
  handler: (deps, request) =>
    askForVerification(deps, request.context, mailLanguageOf(request.headers['accept-language']))
})
