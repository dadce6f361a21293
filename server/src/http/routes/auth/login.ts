import { z } from 'zod'
import { Email, Password, RecoveryCode, SecondFactorCode, Tokens } from '../../../schemas/auth.ts'
import { PasskeyAssertion } from '../../../schemas/passkey.ts'
import { logIn } from '../../../usecases/auth/login.ts'
import { callerOf } from '../../caller.ts'
import { route } from '../../route.ts'

export const loginRoute = route({
  operation_id: 'logIn',
  method: 'POST',
  audit: 'user.logged_in',
  url: '/api/v1/auth/login',
  public: true,
  schema: {
    body: z.strictObject({
      email: Email,
      password: Password,
      code: SecondFactorCode.optional(),
      recovery_code: RecoveryCode.optional(),
      passkey: PasskeyAssertion.optional()
    }),
    response: { 200: Tokens }
  },
  errors: [
    'login_failed',
    'account_suspended',
    'account_erasing',
    'second_factor_required',
    'second_factor_wrong',
    'passkeys_unavailable',
    'rate_limited'
  ],
  summary: 'Log in',
  description:
    'Where the account has a second factor, the right password alone answers 403 `second_factor_required`: send the same call with `code` or `recovery_code`, or with `passkey`, which has signed a challenge for `second_factor` (POST /api/v1/auth/passkeys/challenge). Failed logins are limited for each IP address and for each pair of IP address and account: 429 with Retry-After. Nobody can lock another person out by failing to log in.',
  tags: ['auth'],
  handler: (deps, request) => logIn(deps, request.body, callerOf(request))
})
