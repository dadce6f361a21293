import { AppError } from '../domain/errors.ts'
import type { Scope, Tenant } from '../domain/tenant.ts'

type Asked = { scope?: Scope; person?: boolean; owner?: boolean; yields_secret?: boolean }

const refused = new Set<Scope>([
  'account:write',
  'api_keys:write',
  'billing:write',
  'team:write',
  'admin'
])

/**
 * Whether an administrator who acts for a customer is refused: what decides who gets into the account and for how long it is
 * there (logins, keys, password, second factor, plan, export, erasure), and what answers with a secret that outlives the visit.
 */
export const isRefusedToSupport = ({ scope, person, owner, yields_secret }: Asked): boolean =>
  person === true ||
  owner === true ||
  yields_secret === true ||
  (scope !== undefined && refused.has(scope))

export const refuseSupport = ({ support }: Tenant, asked: Asked): void => {
  if (support && isRefusedToSupport(asked))
    throw new AppError('support_refused', { actor_id: support.actor_id })
}
