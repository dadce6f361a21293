import { newId } from '../../domain/ids.ts'
import type { Tx } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { insertTenant, type Registration } from '../../store/users.ts'

/**
 * A new customer: tenant, user, subscription and the first entry of the audit log, or nothing of it. The constraint
 * `users_email` refuses an address that is taken. Returns the id of the user.
 */
export const createCustomer = async (
  tx: Tx,
  customer: Omit<Registration, 'user_id' | 'subscription_id'>,
  caller?: { ip: string }
): Promise<string> => {
  const user_id = newId('user')
  await insertTenant(tx, { ...customer, user_id, subscription_id: newId('subscription') })
  await insertAudit(tx, {
    tenant_id: customer.tenant_id,
    actor_id: user_id,
    action: 'user.registered',
    target_id: user_id,
    ...(caller && { ip: caller.ip })
  })
  return user_id
}
