import { z } from 'zod'
import { Password, RecoveryCode, SecondFactorCode } from '../../../schemas/auth.ts'
import {
  confirmSetUp,
  disableSecondFactor,
  readSecondFactor,
  setUpSecondFactor
} from '../../../usecases/auth/second-factor/change.ts'
import { route } from '../../route.ts'

export const readSecondFactorRoute = route({
  operation_id: 'getSecondFactor',
  method: 'GET',
  url: '/api/v1/auth/2fa',
  scope: 'account:read',
  personal: true,
  at_home: true,
  schema: {
    response: {
      200: z
        .object({ enabled: z.boolean(), recovery_codes_left: z.number() })
        .meta({ id: 'SecondFactor' })
    }
  },
  summary: 'Read whether log-ins take a second factor',
  tags: ['auth'],
  handler: (deps, request) => readSecondFactor(deps, request.tenant)
})

export const setUpSecondFactorRoute = route({
  operation_id: 'setUpSecondFactor',
  method: 'POST',
  audit: 'second_factor.set_up',
  url: '/api/v1/auth/2fa/setup',
  person: true,
  at_home: true,
  schema: {
    body: z.strictObject({ current_password: Password }),
    response: {
      200: z
        .object({
          secret: z.string().describe('To be typed where the picture cannot be scanned.'),
          otpauth_url: z.string(),
          image: z.string().describe('The same as a picture to be scanned: PNG as a data URL.')
        })
        .meta({ id: 'SecondFactorSecret' })
    }
  },
  errors: ['password_wrong', 'second_factor_active', 'rate_limited'],
  summary: 'Set up an authenticator app',
  description:
    'Log-ins go on as before until a code of the app was sent to POST /api/v1/auth/2fa/confirm. Asking again replaces a secret that was not confirmed.',
  tags: ['auth'],
  handler: (deps, request) =>
    setUpSecondFactor(deps, request.context, request.body.current_password)
})

export const confirmSecondFactorRoute = route({
  operation_id: 'confirmSecondFactor',
  method: 'POST',
  audit: 'second_factor.confirmed',
  url: '/api/v1/auth/2fa/confirm',
  person: true,
  at_home: true,
  idempotency: 'transactional',
  schema: {
    body: z.strictObject({ code: SecondFactorCode }),
    response: {
      200: z
        .object({
          recovery_codes: z
            .array(z.string())
            .describe('Shown now and never again: each is good for one log-in without the app.')
        })
        .meta({ id: 'RecoveryCodes' })
    }
  },
  errors: ['second_factor_wrong', 'second_factor_missing', 'second_factor_active', 'rate_limited'],
  summary: 'Confirm the authenticator app with a code of it',
  description: 'From now on POST /api/v1/auth/login takes a `code`. API keys go on as before.',
  tags: ['auth'],
  handler: (deps, request) => confirmSetUp(deps, request.context, request.body.code)
})

export const disableSecondFactorRoute = route({
  operation_id: 'disableSecondFactor',
  method: 'POST',
  audit: 'second_factor.disabled',
  url: '/api/v1/auth/2fa/disable',
  person: true,
  at_home: true,
  schema: {
    body: z
      .strictObject({
        current_password: Password,
        code: SecondFactorCode.optional(),
        recovery_code: RecoveryCode.optional()
      })
      .refine((body) => (body.code === undefined) !== (body.recovery_code === undefined), {
        path: ['code'],
        message: 'Give code or recovery_code.'
      }),
    response: { 204: z.undefined() }
  },
  errors: ['password_wrong', 'second_factor_wrong', 'second_factor_missing', 'rate_limited'],
  summary: 'Have log-ins take the password alone again',
  tags: ['auth'],
  handler: (deps, request) => disableSecondFactor(deps, request.context, request.body)
})
