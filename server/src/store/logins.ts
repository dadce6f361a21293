import type { Db } from '../lib/db.ts'

export type Login = {
  tenant_id: string
  role: 'owner' | 'admin'
  status: 'active' | 'suspended'
  /** False once the login was ended by a log-out or a revocation. */
  stands: boolean
}

/** The user of an access token. Runs before a tenant is known. */
export const findLogin = async (
  db: Db,
  user_id: string,
  family_id: string
): Promise<Login | null> => {
  const rows = await db.query<Login>(
    'select tenant_id, role, status, stands from auth_login($1, $2)',
    [user_id, family_id],
    'find_login'
  )
  return rows[0] ?? null
}
