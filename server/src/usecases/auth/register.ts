import { addressKey } from '../../cache/address-key.ts'
import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { violatedConstraint } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { insertTenant, updateLastLogin } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import { type Caller, issueTokens, type Tokens } from './issue-tokens.ts'
import { refusePasswordOfEmail } from './password-rules.ts'

type Input = { email: string; password: string; name: string }

/**
 * A new customer: tenant, user, subscription to the default plan, and a login. One address registers once; that it is
 * taken is told only after the same work as for a free one, and only a few times to each caller.
 */
export const register = async (deps: Deps, input: Input, caller: Caller): Promise<Tokens> => {
  if (deps.config.REGISTRATION === 'closed') throw new AppError('registration_closed')
  refusePasswordOfEmail(input.password, input.email, 'password')
  const address = addressKey(caller.ip)
  // Before any work is done: hashing is what a flood would use up.
  const rate_limit = await deps.registration_limits.take(address)
  if (rate_limit) {
    const detail =
      'Too many registrations from this address. Wait for the seconds that Retry-After gives.'
    throw new AppError('rate_limited', {}, { rate_limit, detail })
  }
  try {
    const place = { lane: 'registration', by: address } as const
    const password_hash = await deps.passwords.hash(input.password, place)
    return await createCustomer(deps, { ...input, password_hash }, caller)
  } catch (error) {
    if (violatedConstraint(error) !== 'users_email') {
      await deps.registration_limits.giveBack(address)
      throw error
    }
    await deps.registration_limits.emailTaken(address)
    throw new AppError('email_taken')
  }
}

const createCustomer = (
  deps: Deps,
  input: Omit<Input, 'password'> & { password_hash: string },
  caller: Caller
): Promise<Tokens> => {
  const tenant_id = newId('tenant')
  const user_id = newId('user')
  return deps.db.withTenant({ tenant_id }, async (tx) => {
    await insertTenant(tx, {
      tenant_id,
      user_id,
      subscription_id: newId('subscription'),
      email: input.email,
      name: input.name,
      password_hash: input.password_hash,
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
}
