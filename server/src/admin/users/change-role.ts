import type { Tx } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { findUserByEmail, updateRole } from '../../store/users.ts'

export type RoleChange = { result: 'changed' | 'kept'; user_id: string } | { result: 'no_account' }

/**
 * Makes the user with this e-mail an administrator, or takes that away: from then on each of their requests, with a token
 * or an API key, is judged by the new role. For the operator, in a transaction as wa_system.
 */
export const changeRole = async (
  tx: Tx,
  email: string,
  role: 'owner' | 'admin'
): Promise<RoleChange> => {
  const user = await findUserByEmail(tx, email.trim())
  if (!user) return { result: 'no_account' }
  if (!(await updateRole(tx, user.id, role))) return { result: 'kept', user_id: user.id }
  await insertAudit(tx, {
    tenant_id: user.tenant_id,
    actor_id: null,
    action: role === 'admin' ? 'user.admin_granted' : 'user.admin_revoked',
    target_id: user.id
  })
  return { result: 'changed', user_id: user.id }
}
