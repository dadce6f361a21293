import { AppError } from './errors.ts'
import type { Scope, Tenant } from './tenant.ts'

/** Whether the caller may do this: a person everything in the tenant, but what needs `admin` only as an administrator. */
export const hasScope = (tenant: Tenant, scope: Scope): boolean =>
  (scope !== 'admin' || tenant.role === 'admin') &&
  (tenant.scopes === null || tenant.scopes.includes(scope))

/** Refuses a caller who lacks one of these. `why` says what it is needed for, where that is not the call itself. */
export const requireScopes = (tenant: Tenant, wanted: readonly Scope[], why?: string): void => {
  const missing = wanted.filter((scope) => !hasScope(tenant, scope))
  if (missing.length === 0) return
  const who = tenant.scopes === null ? 'This account' : 'This API key'
  const what = missing.length === 1 ? `the scope ${missing[0]}` : `the scopes ${missing.join(', ')}`
  const detail = `${who} lacks ${what}${why ? `, which is needed ${why}` : ''}.`
  throw new AppError('scope_missing', { scopes: missing }, { detail })
}
