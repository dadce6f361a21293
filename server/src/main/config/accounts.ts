import { z } from 'zod'
import { registrations } from '../../domain/user.ts'
import { whole } from './fields.ts'

/** Who may register, and how much each caller may ask for. */
export const account_settings = {
  ACCESS_TOKEN_MINUTES: whole(15).describe('Life of an access token, in minutes.'),
  ACCESS_TOKEN_ALGORITHM: z
    .enum(['EdDSA', 'HS256'])
    .default('EdDSA')
    .describe(
      'How new access tokens are signed. EdDSA: others check them with /.well-known/jwks.json. HS256: as versions before did; set it while gateways of such a version still run beside newer ones, which take both.'
    ),
  REFRESH_TOKEN_DAYS: whole(30).describe('Life of a refresh token, in days.'),
  BCRYPT_COST: z.coerce
    .number()
    .int()
    .min(4)
    .max(16)
    .default(12)
    .describe('Cost of password hashes.'),
  DEFAULT_PLAN: z
    .string()
    .min(1)
    .default('trial')
    .describe('Code of the plan a new customer starts with.'),
  REGISTRATION: z
    .enum(registrations)
    .default('open')
    .describe(
      'Who may register: anyone (open), who has an invitation of an administrator (invitation), or nobody (closed). Administrators may set it otherwise, with PATCH /api/v1/admin/settings.'
    ),
  REGISTRATIONS_PER_ADDRESS_PER_HOUR: whole(20).describe(
    'Most registrations from one address (of IPv6: one /64) within an hour.'
  ),
  REGISTRATIONS_PER_ADDRESS_PER_DAY: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('The same within a day. Unset: as many as the hours allow.'),
  ANONYMOUS_REQUESTS_PER_MINUTE: whole(1200, 0).describe(
    'Most requests a minute from one address (of IPv6: one /64) without a good credential. 0: any number.'
  ),
  TENANT_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Most requests a minute of each tenant. Unset: as its plan says. 0: any number.'),
  SELF_SERVICE_PLANS: z
    .enum(['free', 'all'])
    .default('free')
    .describe(
      'Which plans customers may move to by themselves: those without a price, or all. The others are set with `npm run plan:set`.'
    ),
  OPERATOR_CONTACT: z
    .string()
    .max(200)
    .optional()
    .describe('E-mail or web address customers are told to turn to, for example for another plan.'),
  TRIAL_ACCOUNT: z
    .enum(['auto', 'always', 'never'])
    .default('auto')
    .describe(
      'Whether the first start makes an account to try things out, with its password in DATA_DIR/trial-account.txt. auto: only while HOST is a loopback address and PUBLIC_URL is unset.'
    ),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'must be 16 or more visible characters')
    .optional()
    .describe(
      'Whoever sends it as "Authorization: Bearer …" may read /metrics. Unset: programs of this machine may, as long as PUBLIC_URL is unset.'
    )
}
