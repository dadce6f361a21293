import { type Scope, scopes } from './tenant.ts'
import { type MemberRole, member_roles } from './user.ts'

const reading = scopes.filter((scope) => scope.endsWith(':read'))
/** Everything in a tenant. What administrators of the installation may do is no matter of a tenant. */
const everything = scopes.filter((scope) => scope !== 'admin')
const of_account = new Set<string>(['account', 'api_keys', 'billing', 'team'])
const product = everything.filter((scope) => !of_account.has(scope.split(':')[0] ?? ''))

/** What each role of a team may do: sets of the scopes that keys have. What owners alone may do is asked for by itself. */
export const role_scopes: Record<MemberRole, readonly Scope[]> = {
  owner: everything,
  admin: everything,
  developer: [...product, 'account:read', 'api_keys:write'],
  agent: ['messages:read', 'messages:write', 'contacts:read', 'contacts:write', 'sessions:read'],
  billing: ['billing:read', 'billing:write'],
  viewer: reading
}

/** The scopes of a login with this role; null: everything, and `admin` where the user is an administrator. */
export const scopesOfLogin = (role: MemberRole): Scope[] | null =>
  role === 'owner' ? null : [...role_scopes[role]]

/** The roles that somebody in this role may invite to: those that may do nothing which they may not, where they may invite at all. */
export const rolesWithin = (role: MemberRole): MemberRole[] => {
  if (role === 'owner') return [...member_roles]
  const own = role_scopes[role]
  if (!own.includes('team:write')) return []
  return member_roles.filter(
    (one) => one !== 'owner' && role_scopes[one].every((scope) => own.includes(scope))
  )
}
