import { addressKey } from '../../cache/address-key.ts'
import { AppError } from '../../domain/errors.ts'
import { wholeTenant } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { type Account, findAccountByEmail, updateLastLogin } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import { type Caller, issueTokens, type Tokens } from './issue-tokens.ts'
import { recordFailure } from './record-failure.ts'
import { refuseInactive } from './refuse-inactive.ts'
import { type Proof, requireSecondFactor } from './second-factor/check.ts'

/**
 * Logs in with e-mail and password, and a code where there is a second factor. Neither the answer nor the time it takes tells whether the e-mail is known. After too
 * many failures a caller's address has to wait; the account stays open to others.
 */
export const logIn = async (
  deps: Deps,
  input: { email: string; password: string } & Proof,
  caller: Caller
): Promise<Tokens> => {
  const account = await proveAccount(deps, input, caller)
  try {
    return await begin(deps, account, caller)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error
    // Their home has moved since, or they are gone.
    const moved = await findAccountByEmail(deps.db, input.email)
    if (moved?.id !== account.id) throw new AppError('login_failed')
    return begin(deps, moved, caller)
  }
}

const begin = (
  deps: Deps,
  account: Pick<Account, 'id' | 'tenant_id'>,
  caller: Caller
): Promise<Tokens> =>
  deps.db.withTenant(wholeTenant(account.tenant_id), async (tx) => {
    const user = await updateLastLogin(tx, account.id, deps.clock.now())
    await insertAudit(tx, {
      tenant_id: account.tenant_id,
      actor_id: account.id,
      action: 'user.logged_in',
      target_id: account.id,
      ip: caller.ip,
      details: { user_agent: caller.user_agent }
    })
    return issueTokens(deps, tx, user, caller)
  })

/** The account of whoever proves to be its user: by the password, and a code where there is a second factor. */
export const proveAccount = async (
  deps: Deps,
  input: { email: string; password: string } & Proof,
  caller: Caller
): Promise<Account> => {
  const account = await checkPassword(deps, input, caller)
  if (account.status !== 'active') {
    await deps.login_limits.succeeded(input.email, addressKey(caller.ip))
    recordFailure(deps, account, caller, { reason: `account_${account.status}` })
    refuseInactive(account.status, { user_id: account.id })
  }
  await checkCode(deps, account, input, caller)
  return account
}

const checkPassword = async (
  deps: Deps,
  input: { email: string; password: string },
  caller: Caller
): Promise<Account> => {
  const address = addressKey(caller.ip)
  const rate_limit = await deps.login_limits.take(input.email, address)
  if (rate_limit) {
    const detail = 'Too many failed logins. Wait for the seconds that Retry-After gives.'
    throw new AppError('rate_limited', {}, { rate_limit, detail })
  }
  let account: Account | null
  let matches: boolean
  try {
    account = await findAccountByEmail(deps.db, input.email)
    matches = await deps.passwords.matches(input.password, account?.password_hash ?? null, {
      by: address
    })
  } catch (error) {
    await deps.login_limits.giveBack(input.email, address)
    throw error
  }
  if (account && matches) return account
  if (account) recordFailure(deps, account, caller)
  throw new AppError('login_failed')
}

/** The last of the two: only who passes it has logged in. A missing code is no guess. */
const checkCode = async (
  deps: Deps,
  account: Account,
  { email, code, recovery_code, passkey }: { email: string } & Proof,
  caller: Caller
): Promise<void> => {
  const address = addressKey(caller.ip)
  try {
    await deps.db.withTenant(wholeTenant(account.tenant_id), (tx) =>
      requireSecondFactor(deps, tx, account.id, { code, recovery_code, passkey })
    )
  } catch (error) {
    const is_wrong = error instanceof AppError && error.code === 'second_factor_wrong'
    if (is_wrong) recordFailure(deps, account, caller, { reason: 'second_factor_wrong' })
    else await deps.login_limits.giveBack(email, address)
    throw error
  }
  await deps.login_limits.succeeded(email, address)
}
