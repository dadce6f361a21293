import { addressKey } from '../../cache/address-key.ts'
import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { MailLanguage } from '../../domain/mail.ts'
import { sha256 } from '../../lib/crypto.ts'
import { type Tx, violatedConstraint, wholeTenant } from '../../lib/db.ts'
import { takeInvitation } from '../../store/installation/invitations.ts'
import { readSettings } from '../../store/installation/settings.ts'
import { beginTrial } from '../../store/subscriptions/life.ts'
import { updateLastLogin } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import { createCustomer } from './create-customer.ts'
import { type Caller, issueTokens, type Tokens } from './issue-tokens.ts'
import { mailLink } from './mail-links.ts'
import { refusePasswordOfEmail } from './password-rules.ts'

type Input = {
  email: string
  password: string
  name: string
  invitation?: string | undefined
  language: MailLanguage
}

/**
 * A new customer: tenant, user, subscription to the default plan, and a login. One address registers once; that it is
 * taken is told only after the same work as for a free one, and only a few times to each caller.
 */
export const register = async (deps: Deps, input: Input, caller: Caller): Promise<Tokens> => {
  await refuseUninvited(deps, input)
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

/** Before any work is done. Whether the invitation is one is found where it is used up. */
const refuseUninvited = async (deps: Deps, { invitation }: Input): Promise<void> => {
  const { registration } = await readSettings(deps.db)
  const holds = registration ?? deps.config.REGISTRATION
  if (holds === 'closed') throw new AppError('registration_closed')
  if (holds === 'invitation' && invitation === undefined) throw new AppError('invitation_invalid')
}

const planOf = async (tx: Tx, invitation: string, email: string): Promise<string> => {
  const plan_code = await takeInvitation(tx, sha256(invitation), email)
  if (plan_code === null) throw new AppError('invitation_invalid')
  return plan_code
}

const createAndLogIn = (
  deps: Deps,
  input: Omit<Input, 'password'> & { password_hash: string },
  caller: Caller
): Promise<Tokens> => {
  const tenant_id = newId('tenant')
  const { email, name, password_hash, invitation, language } = input
  return deps.db.withTenant(wholeTenant(tenant_id), async (tx) => {
    const plan_code =
      invitation === undefined ? deps.config.DEFAULT_PLAN : await planOf(tx, invitation, email)
    const user_id = await createCustomer(
      tx,
      { tenant_id, email, name, password_hash, plan_code },
      caller
    )
    // Whoever was invited to a plan is on no trial.
    if (invitation === undefined) await beginTrial(tx)
    const now = deps.clock.now()
    await mailLink(tx, { id: user_id, tenant_id, email }, 'verify_email', language, now)
    return issueTokens(deps, tx, await updateLastLogin(tx, user_id, now), caller)
  })
}
