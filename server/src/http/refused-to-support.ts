import { AppError } from '../domain/errors.ts'
import type { Scope, Tenant } from '../domain/tenant.ts'

type Asked = { scope?: Scope; person?: boolean; yields_secret?: boolean }

/**
 * Whether an administrator who acts for a customer is refused: what decides who gets into the account and for how long it is
 * there (logins, keys, password, second factor, plan, export, erasure), and what answers with a secret that outlives the visit.
 */
export const isRefusedToSupport = ({ scope, person, yields_secret }: Asked): boolean =>
  person === true || yields_secret === true || scope === 'account:write' || scope === 'admin'

export const refuseSupport = ({ support }: Tenant, asked: Asked): void => {
  if (support && isRefusedToSupport(asked))
    throw new AppError('support_refused', { actor_id: support.actor_id })
}
