import type { Support } from './support.ts'
import type { MemberRole, UserRole } from './user.ts'

/** Who is calling, as the credential says. Never taken from body, query or path. */
export type Tenant = {
  tenant_id: string
  user_id: string
  /** null for an owner with a token, who may do everything in the tenant; of other members those of their role. */
  scopes: Scope[] | null
  api_key_id: string | null
  /** The sessions that an API key is bound to; null: it may use all of the tenant, as a person may. */
  session_ids: readonly string[] | null
  /** Requests a minute that the API key may make by itself; null or absent: no limit of its own. */
  requests_per_minute_max?: number | null
  role: UserRole
  /** What a person who is logged in is in the tenant; absent for API keys and link tokens. */
  member_role?: MemberRole
  /** The login that an access token belongs to; absent for API keys and link tokens. */
  family_id?: string
  /** Where the user's password, second factor and logins are kept; absent: in this tenant. */
  home_tenant_id?: string
  /** Set when an administrator acts for the user. */
  support?: Support
  /** The only session that a link token opens; absent for all others. */
  session_id?: string
}

export const scopes = [
  'messages:read',
  'messages:write',
  'sessions:read',
  'sessions:write',
  'webhooks:read',
  'webhooks:write',
  'contacts:read',
  'contacts:write',
  'groups:read',
  'groups:write',
  'analytics:read',
  'account:read',
  'account:write',
  'api_keys:read',
  'api_keys:write',
  'billing:read',
  'billing:write',
  'team:read',
  'team:write',
  'admin'
] as const

export type Scope = (typeof scopes)[number]
