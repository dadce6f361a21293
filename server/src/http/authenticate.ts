import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../domain/errors.ts'
import type { Scope, Tenant } from '../domain/tenant.ts'
import { verifyAccessToken } from '../usecases/auth/verify-access-token.ts'
import { isApiKey, verifyApiKey } from '../usecases/auth/verify-api-key.ts'
import type { Deps } from '../usecases/deps.ts'

/** Who sent the request, when they may use the route; throws when nobody is known or a scope is missing. */
export const authenticate = async (
  deps: Deps,
  headers: IncomingHttpHeaders,
  scope: Scope | undefined
): Promise<Tenant> => {
  const tenant = await verify(deps, headers)
  if (scope) requireScope(tenant, scope)
  return tenant
}

const verify = (deps: Deps, headers: IncomingHttpHeaders): Promise<Tenant> => {
  const { authorization } = headers
  const header_key = headers['x-api-key']
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    if (token === undefined) throw new AppError('unauthenticated')
    return isApiKey(token) ? verifyApiKey(deps, token) : verifyAccessToken(deps, token)
  }
  if (typeof header_key === 'string') return verifyApiKey(deps, header_key)
  throw new AppError('unauthenticated')
}

/** A person may do everything in the tenant; only administrators may do what needs `admin`. */
const requireScope = (tenant: Tenant, scope: Scope): void => {
  const allowed =
    (scope !== 'admin' || tenant.role === 'admin') &&
    (tenant.scopes === null || tenant.scopes.includes(scope))
  if (allowed) return
  const who = tenant.scopes === null ? 'This account' : 'This API key'
  throw new AppError('scope_missing', { scope }, { detail: `${who} lacks the scope ${scope}.` })
}
