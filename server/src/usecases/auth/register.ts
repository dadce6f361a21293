import { addressKey } from '../../cache/address-key.ts'
import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { violatedConstraint } from '../../lib/db.ts'
import { updateLastLogin } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import { createCustomer } from './create-customer.ts'
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
    return await createAndLogIn(deps, { ...input, password_hash }, caller)
  } catch (error) {
    if (violatedConstraint(error) !== 'users_email') {
      await deps.registration_limits.giveBack(address)
      throw error
    }
    await deps.registration_limits.emailTaken(address)
    throw new AppError('email_taken')
  }
}

const createAndLogIn = (
  deps: Deps,
  input: Omit<Input, 'password'> & { password_hash: string },
  caller: Caller
): Promise<Tokens> => {
  const tenant_id = newId('tenant')
  const { email, name, password_hash } = input
  const plan_code = deps.config.DEFAULT_PLAN
  return deps.db.withTenant({ tenant_id }, async (tx) => {
    const user_id = await createCustomer(
      tx,
      { tenant_id, email, name, password_hash, plan_code },
      caller
    )
    return issueTokens(deps, tx, await updateLastLogin(tx, user_id, deps.clock.now()), caller)
  })
}
