export type UserStatus = 'active' | 'suspended'

/** A row of `users`, without its password. */
export type UserRow = {
  id: string
  tenant_id: string
  email: string
  name: string
  role: 'owner' | 'admin'
  status: UserStatus
  email_verified_at: Date | null
  last_login_at: Date | null
  created_at: Date
}

export type UserView = {
  id: string
  tenant_id: string
  email: string
  name: string
  role: 'owner' | 'admin'
  status: UserStatus
  email_verified_at: string | null
  last_login_at: string | null
  created_at: string
}

/** A user as that user sees it. */
export const userView = (row: UserRow): UserView => ({
  id: row.id,
  tenant_id: row.tenant_id,
  email: row.email,
  name: row.name,
  role: row.role,
  status: row.status,
  email_verified_at: row.email_verified_at?.toISOString() ?? null,
  last_login_at: row.last_login_at?.toISOString() ?? null,
  created_at: row.created_at.toISOString()
})
