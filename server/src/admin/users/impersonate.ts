import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { support_seconds_max } from '../../domain/support.ts'
import { randomToken, sha256 } from '../../lib/crypto.ts'
import type { AdminUser } from '../../schemas/admin.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { getUserOfAll } from '../../store/installation/users.ts'
import { insertRefreshToken } from '../../store/refresh-tokens.ts'
import type { AdminDeps } from '../deps.ts'

export type Visit = { user: AdminUser; family_id: string; expires_at: Date }

/**
 * Opens a login of a customer for an administrator. It stands among the devices of the customer, who can end it, and in the
 * customer's audit log, with the reason. Its refresh token is known to nobody, so it cannot be renewed.
 */
export const beginVisit = (
  admin: AdminDeps,
  user_id: string,
  { reason, actor_id, ip }: { reason: string; actor_id: string; ip: string }
): Promise<Visit> =>
  admin.system.change(async (tx) => {
    const user = await getUserOfAll(tx, user_id)
    if (user.role === 'admin') throw new AppError('support_refused', { user_id })
    if (user.status !== 'active') throw invalid('', 'This user is suspended or being erased.')
    const family_id = newId('token_family')
    const expires_at = new Date(admin.clock.now().getTime() + support_seconds_max * 1_000)
    await insertRefreshToken(tx, {
      id: newId('refresh_token'),
      tenant_id: user.tenant_id,
      user_id,
      family_id,
      token_hash: sha256(randomToken()),
      user_agent: 'Support',
      ip,
      expires_at
    })
    await insertAudit(tx, {
      tenant_id: user.tenant_id,
      actor_id,
      action: 'user.impersonated',
      target_id: user_id,
      details: { reason, device_id: family_id, expires_at }
    })
    return { user, family_id, expires_at }
  })
