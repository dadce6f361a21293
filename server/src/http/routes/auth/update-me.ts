import { z } from 'zod'
import { Email, Name, Password, User } from '../../../schemas/auth.ts'
import { updateMe } from '../../../usecases/auth/me.ts'
import { mailLanguageOf } from '../../mail-language.ts'
import { route } from '../../route.ts'

export const updateMeRoute = route({
  operation_id: 'updateMe',
  method: 'PATCH',
  audit: 'user.updated',
  url: '/api/v1/auth/me',
  scope: 'account:write',
  personal: true,
  at_home: true,
  schema: {
    body: z
      .strictObject({
        name: Name.optional(),
        email: Email.optional(),
        current_password: Password.optional().describe('Required to change the e-mail address.')
      })
      .refine((body) => body.email === undefined || body.current_password !== undefined, {
        path: ['current_password'],
        message: 'Required to change the e-mail address.'
      }),
    response: { 200: User }
  },
  errors: ['password_wrong', 'rate_limited', 'email_taken'],
  summary: 'Change name or e-mail address',
  description: 'A new address gets a mail with a link to verify it.',
  tags: ['auth'],
  handler: (deps, request) =>
    updateMe(
      deps,
      request.context,
      request.body,
      mailLanguageOf(request.headers['accept-language'])
    )
})
