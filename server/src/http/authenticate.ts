import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../domain/errors.ts'
import { requireScopes } from '../domain/scope.ts'
import type { Scope, Tenant } from '../domain/tenant.ts'
import { verifyAccessToken } from '../usecases/auth/verify-access-token.ts'
import { isApiKey, verifyApiKey } from '../usecases/auth/verify-api-key.ts'
import { isLinkToken, verifyLinkToken } from '../usecases/auth/verify-link-token.ts'
import type { Deps } from '../usecases/deps.ts'
import { refuseBeyondSessions } from './beyond-sessions.ts'
import { refuseSupport } from './refused-to-support.ts'

/** What a route asks of who calls it: a scope, or even that it is a person who is logged in. `link_token`: one will do. */
export type Needs = {
  scope?: Scope
  person?: boolean
  /** Whether it is about the person who calls alone: whoever is logged in may, whatever their role. */
  personal?: boolean
  /** Whether it is about what is kept where the user's home is, in whatever tenant the caller acts. */
  at_home?: boolean
  /** Whether it takes an owner of the tenant who is logged in. */
  owner?: boolean
  link_token?: boolean
  /** No key that is bound to sessions will do. */
  beyond_sessions?: boolean
  /** Whether it answers with a secret. */
  yields_secret?: boolean
}

/** What tells who sent a request. */
export type Sender = { headers: IncomingHttpHeaders; ip: string }

/** Who sent the request, when they may use the route; throws when nobody is known or what it needs is missing. `known` hears who it is in either case. */
export const authenticate = async (
  deps: Deps,
  { headers, ip }: Sender,
  needs: Needs,
  known?: (tenant: Tenant) => void
): Promise<Tenant> => {
  const tenant = await verify(deps, headers, ip, needs.link_token ?? false)
  known?.(tenant)
  refuseBeyondSessions(tenant, needs)
  refuseSupport(tenant, needs)
  const is_own = needs.personal && tenant.member_role !== undefined
  if (needs.scope && !is_own) requireScopes(tenant, [needs.scope])
  if ((needs.person || needs.owner) && tenant.api_key_id !== null)
    throw new AppError('login_required')
  if (needs.owner && tenant.member_role !== 'owner') throw new AppError('owner_required')
  return needs.at_home ? atHome(tenant) : tenant
}

/** A key of one account is none to the user's other ones: others of its team may have it. */
const atHome = (tenant: Tenant): Tenant => {
  const { tenant_id, home_tenant_id, api_key_id } = tenant
  if (home_tenant_id === undefined || home_tenant_id === tenant_id) return tenant
  if (api_key_id !== null) throw new AppError('login_required')
  return { ...tenant, tenant_id: home_tenant_id }
}

const verify = (
  deps: Deps,
  headers: IncomingHttpHeaders,
  ip: string,
  takes_link_token: boolean
): Promise<Tenant> => {
  const { authorization } = headers
  const header_key = headers['x-api-key']
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    if (token === undefined) throw new AppError('unauthenticated')
    if (isLinkToken(token)) {
      if (takes_link_token) return verifyLinkToken(deps, token)
      throw new AppError('unauthenticated', {}, { detail: 'A link opens its own session alone.' })
    }
    return isApiKey(token) ? verifyApiKey(deps, token, ip) : verifyAccessToken(deps, token)
  }
  if (typeof header_key === 'string') return verifyApiKey(deps, header_key, ip)
  throw new AppError('unauthenticated')
}
