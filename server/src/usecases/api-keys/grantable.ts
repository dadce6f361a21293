import { AppError } from '../../domain/errors.ts'
import type { Scope, Tenant } from '../../domain/tenant.ts'

/** Refuses scopes that the caller does not have: nobody can give, or take over, more than his own. */
export const refuseForeignScopes = (tenant: Tenant, wanted: Scope[]): void => {
  const missing = wanted.filter((scope) => !has(tenant, scope))
  if (missing.length === 0) return
  const who = tenant.scopes === null ? 'This account' : 'This API key'
  throw new AppError(
    'scope_missing',
    { scopes: missing },
    { detail: `${who} lacks: ${missing.join(', ')}.` }
  )
}

const has = (tenant: Tenant, scope: Scope): boolean =>
  (tenant.scopes === null || tenant.scopes.includes(scope)) &&
  (scope !== 'admin' || tenant.role === 'admin')
