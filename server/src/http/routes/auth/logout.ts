import { z } from 'zod'
import { RefreshToken } from '../../../schemas/auth.ts'
import { logOut, logOutByToken } from '../../../usecases/auth/logout.ts'
import { authenticate } from '../../authenticate.ts'
import { callerOf } from '../../caller.ts'
import { route } from '../../route.ts'

export const logoutRoute = route({
  operation_id: 'logOut',
  method: 'POST',
  audit: 'user.logged_out',
  url: '/api/v1/auth/logout',
  public: true,
  schema: {
    body: z.strictObject({ refresh_token: RefreshToken.optional() }).optional(),
    response: { 204: z.undefined() }
  },
  errors: ['unauthenticated', 'token_expired', 'account_suspended', 'account_erasing'],
  summary: 'Log out',
  description:
    'Ends the login of the refresh token in the body; without a body, that of the access token in the header.',
  tags: ['auth'],
  handler: async (deps, request) => {
    const refresh_token = request.body?.refresh_token
    if (refresh_token !== undefined) {
      await logOutByToken(deps, refresh_token, callerOf(request))
    } else {
      const tenant = await authenticate(deps, request, { at_home: true })
      await logOut(deps, tenant, callerOf(request))
    }
  }
})
