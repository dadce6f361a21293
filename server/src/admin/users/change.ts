import { invalid } from '../../domain/errors.ts'
import type { SettableUserStatus, UserRole } from '../../domain/user.ts'
import type { AdminUser } from '../../schemas/admin.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { getUserOfAll, updateUserOfAll } from '../../store/installation/users.ts'
import type { AdminDeps } from '../deps.ts'

export type UserChange = {
  name?: string | undefined
  status?: SettableUserStatus | undefined
  role?: UserRole | undefined
}

/**
 * Changes a user of any tenant. Who is suspended is refused with the next request, whatever the credential; sessions stay
 * linked and go on receiving. The change stands in the log of the tenant of the user.
 */
export const changeUser = (
  admin: AdminDeps,
  user_id: string,
  change: UserChange,
  actor_id: string
): Promise<AdminUser> =>
  admin.system.change(async (tx) => {
    if (user_id === actor_id && (change.status === 'suspended' || change.role === 'owner'))
      throw invalid(change.status ? 'status' : 'role', 'You cannot take this from yourself.')
    const before = await getUserOfAll(tx, user_id)
    if (before.status === 'erasing') throw invalid('', 'This user is being erased.')
    await updateUserOfAll(tx, user_id, change)
    const after = await getUserOfAll(tx, user_id)
    const state = ({ name, status, role }: AdminUser) => ({ name, status, role })
    await insertAudit(tx, {
      tenant_id: before.tenant_id,
      actor_id,
      action: 'user.changed_by_admin',
      target_id: user_id,
      details: { before: state(before), after: state(after) }
    })
    return after
  })
