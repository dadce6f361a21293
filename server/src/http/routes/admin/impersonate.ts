import { z } from 'zod'
import { beginVisit } from '../../../admin/users/impersonate.ts'
import { AdminUser } from '../../../schemas/admin.ts'
import { RecoveryCode, SecondFactorCode } from '../../../schemas/auth.ts'
import { time } from '../../../schemas/time.ts'
import { signAccessToken } from '../../../usecases/auth/access-token.ts'
import { proveSecondFactor } from '../../../usecases/auth/second-factor/prove.ts'
import { adminRoute } from '../../admin-route.ts'
import { idParams } from '../../id-params.ts'

const Impersonation = z
  .object({
    access_token: z.string().describe('Shown only once. It cannot be renewed.'),
    token_type: z.literal('Bearer'),
    expires_in: z.number().describe('Seconds.'),
    expires_at: time,
    device_id: z.string().describe('The login, among the devices of the user.'),
    user: AdminUser
  })
  .meta({ id: 'Impersonation' })

export const impersonateUserRoute = adminRoute({
  operation_id: 'impersonateUser',
  method: 'POST',
  audit: 'user.impersonated',
  url: '/api/v1/admin/users/:id/impersonate',
  schema: {
    params: idParams('user'),
    body: z
      .strictObject({
        reason: z
          .string()
          .trim()
          .min(10)
          .max(500)
          .describe('Why. The customer reads it in the audit log.'),
        code: SecondFactorCode.optional(),
        recovery_code: RecoveryCode.optional()
      })
      .refine(
        (body) => (body.code === undefined) !== (body.recovery_code === undefined),
        'Give either code or recovery_code.'
      ),
    response: { 201: Impersonation }
  },
  errors: [
    'login_required',
    'second_factor_missing',
    'second_factor_wrong',
    'support_refused',
    'rate_limited'
  ],
  summary: 'Act for a user for a quarter of an hour',
  description:
    'Takes the access token of an administrator and a code of their second factor; an API key is refused. The answer is an access token of the user that ends after 15 minutes, with POST /api/v1/auth/logout, when the user ends it (`DELETE /api/v1/auth/devices/{id}`), or with the login of the administrator. It cannot change password, second factor, logins, API keys or plan, neither export nor erase the account, and gets no secrets (403 `support_refused`). Both audit logs tell of it, and of all that is changed with it. Administrators cannot be impersonated.',
  handler: async (admin, { params, body, tenant, context, ip }, _reply, deps) => {
    await proveSecondFactor(deps, tenant, body)
    const { reason } = body
    const actor_id = tenant.user_id
    const visit = await beginVisit(admin, params.id, { reason, actor_id, ip })
    const { user, family_id, expires_at } = visit
    const support = { actor_id, actor_family_id: tenant.family_id ?? '' }
    const token = await signAccessToken(deps, { user_id: user.id, family_id, support })
    context.entry.details = { reason, tenant_id: user.tenant_id, device_id: family_id, expires_at }
    return { ...token, token_type: 'Bearer' as const, expires_at, device_id: family_id, user }
  }
})
