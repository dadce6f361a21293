import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { violatedConstraint } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { insertTenant, updateLastLogin } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import { type Caller, issueTokens, type Tokens } from './issue-tokens.ts'

/** A new customer: tenant, user, subscription to the default plan, and a login. One address registers once. */
export const register = async (
  deps: Deps,
  input: { email: string; password: string; name: string },
  caller: Caller
): Promise<Tokens> => {
  const password_hash = await deps.passwords.hash(input.password)
  const tenant_id = newId('tenant')
  const user_id = newId('user')
  try {
    return await deps.db.withTenant({ tenant_id }, async (tx) => {
      await insertTenant(tx, {
        tenant_id,
        user_id,
        subscription_id: newId('subscription'),
        email: input.email,
        name: input.name,
        password_hash,
        plan_code: deps.config.DEFAULT_PLAN
      })
      const user = await updateLastLogin(tx, user_id, deps.clock.now())
      await insertAudit(tx, {
        tenant_id,
        actor_id: user_id,
        action: 'user.registered',
        target_id: user_id,
        ip: caller.ip
      })
      return issueTokens(deps, tx, user, caller)
    })
  } catch (error) {
    if (violatedConstraint(error) === 'users_email') throw new AppError('email_taken')
    throw error
  }
}
