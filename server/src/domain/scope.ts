import { AppError } from './errors.ts'
import type { Scope, Tenant } from './tenant.ts'

/** Scopes that are a part of another one: whoever may do everything with the account has them too. */
const within: Partial<Record<Scope, Scope>> = {
  'api_keys:read': 'account:read',
  'api_keys:write': 'account:write',
  'billing:read': 'account:read',
  'billing:write': 'account:write',
  'team:read': 'account:read',
  'team:write': 'account:write'
}

const includes = (granted: readonly Scope[], scope: Scope): boolean => {
  const whole = within[scope]
  return granted.includes(scope) || (whole !== undefined && granted.includes(whole))
}

/** These scopes with those that are a part of them. */
export const withParts = (granted: readonly Scope[]): Scope[] => [
  ...granted,
  ...(Object.keys(within) as Scope[]).filter(
    (scope) => !granted.includes(scope) && includes(granted, scope)
  )
]

/** Whether the caller may do this: an owner everything in the tenant, but what needs `admin` only as an administrator. */
export const hasScope = (tenant: Pick<Tenant, 'role' | 'scopes'>, scope: Scope): boolean =>
  (scope !== 'admin' || tenant.role === 'admin') &&
  (tenant.scopes === null || includes(tenant.scopes, scope))

/** Refuses a caller who lacks one of these. `why` says what it is needed for, where that is not the call itself. */
export const requireScopes = (tenant: Tenant, wanted: readonly Scope[], why?: string): void => {
  const missing = wanted.filter((scope) => !hasScope(tenant, scope))
  if (missing.length === 0) return
  const what = missing.length === 1 ? `the scope ${missing[0]}` : `the scopes ${missing.join(', ')}`
  const detail = `${nameOf(tenant)} lacks ${what}${why ? `, which is needed ${why}` : ''}.`
  throw new AppError('scope_missing', { scopes: missing }, { detail })
}

const nameOf = ({ scopes, api_key_id, member_role }: Tenant): string => {
  if (scopes === null) return 'This account'
  return api_key_id === null && member_role ? `The role ${member_role}` : 'This API key'
}
