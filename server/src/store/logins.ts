import type { MemberRole, UserRole, UserStatus } from '../domain/user.ts'
import type { Db } from '../lib/db.ts'

export type Login = {
  /** In which the login acts. */
  tenant_id: string
  home_tenant_id: string
  role: UserRole
  member_role: MemberRole
  status: UserStatus
  /** False once the login was ended by a log-out or a revocation. */
  stands: boolean
}

export type LoginId = { user_id: string; family_id: string }

/** Every request waits for this look, and for the one before it: a database that hangs must not hold them for long. */
export const credentials_answer_ms = 4_000

/** The users of access tokens, in the order asked; null for one that is not there. Runs before a tenant is known. */
export const findLogins = async (db: Db, wanted: LoginId[]): Promise<(Login | null)[]> => {
  const rows = await db.query<Login & { place: number }>(
    'select place, tenant_id, role, status, stands, member_role, home_tenant_id from auth_member_logins($1, $2)',
    [wanted.map((one) => one.user_id), wanted.map((one) => one.family_id)],
    'find_logins',
    credentials_answer_ms
  )
  const found = new Map(rows.map(({ place, ...login }) => [place, login]))
  return wanted.map((_, index) => found.get(index + 1) ?? null)
}
