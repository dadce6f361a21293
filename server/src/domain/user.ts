export const user_roles = ['owner', 'admin'] as const

export type UserRole = (typeof user_roles)[number]

/** What a member may be in a tenant, those who may most first. What each may do: `role_scopes`. */
export const member_roles = ['owner', 'admin', 'developer', 'agent', 'billing', 'viewer'] as const

export type MemberRole = (typeof member_roles)[number]

export const user_statuses = ['active', 'suspended', 'erasing'] as const

export type UserStatus = (typeof user_statuses)[number]

/** What an administrator may set; `erasing` begins with an erasure and ends with the user. */
export const settable_user_statuses = ['active', 'suspended'] as const

export type SettableUserStatus = (typeof settable_user_statuses)[number]

/** Who may make an account: anybody, who has an invitation, or nobody but an administrator. */
export const registrations = ['open', 'invitation', 'closed'] as const

export type Registration = (typeof registrations)[number]

/** A row of `users`, without its password. */
export type UserRow = {
  id: string
  tenant_id: string
  email: string
  name: string
  role: UserRole
  status: UserStatus
  email_verified_at: Date | null
  last_login_at: Date | null
  created_at: Date
}
