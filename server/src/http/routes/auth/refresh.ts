import { z } from 'zod'
import { RefreshToken, Tokens } from '../../../schemas/auth.ts'
import { refreshTokens } from '../../../usecases/auth/refresh.ts'
import { callerOf } from '../../caller.ts'
import { route } from '../../route.ts'

export const refreshRoute = route({
  operation_id: 'refreshTokens',
  method: 'POST',
  audit: { none: 'A login goes on; only a token that is used twice is recorded.' },
  url: '/api/v1/auth/refresh',
  public: true,
  schema: {
    body: z.strictObject({ refresh_token: RefreshToken }),
    response: { 200: Tokens }
  },
  errors: ['refresh_token_invalid', 'refresh_token_reused', 'account_suspended', 'account_erasing'],
  summary: 'Exchange a refresh token',
  description:
    'Each refresh token works once and is replaced by the one in the answer. Used again within ten seconds it gets the same answer; later it ends the login.',
  tags: ['auth'],
  handler: (deps, request) => refreshTokens(deps, request.body.refresh_token, callerOf(request))
})
