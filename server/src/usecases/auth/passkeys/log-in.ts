import { addressKey } from '../../../cache/address-key.ts'
import { AppError } from '../../../domain/errors.ts'
import { sha256 } from '../../../lib/crypto.ts'
import { wholeTenant } from '../../../lib/db.ts'
import type { PasskeyAssertion, PasskeyRequest } from '../../../schemas/passkey.ts'
import { insertAudit } from '../../../store/audit-log.ts'
import { findPasskeyAccount, type PasskeyAccount } from '../../../store/passkeys.ts'
import { lockUser, updateLastLogin } from '../../../store/users.ts'
import type { Deps } from '../../deps.ts'
import { type Caller, issueTokens, type Tokens } from '../issue-tokens.ts'
import { recordFailure } from '../record-failure.ts'
import { refuseInactive } from '../refuse-inactive.ts'
import { type Ceremony, challenge_ms, newChallenge } from './challenge.ts'
import { relyingParty } from './relying-party.ts'
import { usePasskey } from './use.ts'

/** What a browser is given to sign with a passkey. Nobody is named: the authenticator offers those that it has. */
export const askForPasskey = (
  deps: Deps,
  ceremony: Exclude<Ceremony, 'register'>
): PasskeyRequest => ({
  challenge: newChallenge(deps.jwt_secret, ceremony, null, deps.clock.now()).toString('base64url'),
  rpId: relyingParty(deps.config).id,
  allowCredentials: [],
  userVerification: ceremony === 'log_in' ? 'required' : 'preferred',
  timeout: challenge_ms
})

/** Logs in with a passkey alone, which stands for the password and the second factor. */
export const logInWithPasskey = async (
  deps: Deps,
  credential: PasskeyAssertion,
  caller: Caller
): Promise<Tokens> => {
  relyingParty(deps.config)
  const address = addressKey(caller.ip)
  const credential_id = Buffer.from(credential.id, 'base64url')
  const named = limitsKey(credential_id)
  const rate_limit = await deps.login_limits.take(named, address)
  if (rate_limit) {
    const detail = 'Too many failed logins. Wait for the seconds that Retry-After gives.'
    throw new AppError('rate_limited', {}, { rate_limit, detail })
  }
  let account: PasskeyAccount | null = null
  try {
    account = await findPasskeyAccount(deps.db, credential_id)
    if (!account) throw new AppError('passkey_refused')
    const tokens = await issue(deps, account, credential, caller)
    await deps.login_limits.succeeded(named, address)
    return tokens
  } catch (error) {
    const code = error instanceof AppError ? error.code : null
    if (code !== 'passkey_refused') await deps.login_limits.giveBack(named, address)
    if (account && code) {
      const reason = code === 'passkey_refused' ? code : `account_${account.user_status}`
      const { id: passkey_id, tenant_id, user_id } = account
      recordFailure(deps, { id: user_id, tenant_id }, caller, { reason, passkey_id })
    }
    throw error
  }
}

/** What failures are counted by. A stranger chooses the id, and how it is written: it must not be that of anything else, nor long. */
const limitsKey = (credential_id: Buffer): string =>
  `passkey ${sha256(credential_id).toString('base64url')}`

const issue = (
  deps: Deps,
  account: PasskeyAccount,
  credential: PasskeyAssertion,
  caller: Caller
): Promise<Tokens> => {
  const { id: passkey_id, tenant_id, user_id, user_status } = account
  return deps.db.withTenant(wholeTenant(tenant_id), async (tx) => {
    // The user before the passkey, as whatever removes a user takes them.
    const is_theirs =
      (await lockUser(tx, user_id)) && (await usePasskey(deps, tx, user_id, credential, 'log_in'))
    if (!is_theirs) throw new AppError('passkey_refused')
    if (user_status !== 'active') refuseInactive(user_status, { user_id })
    const user = await updateLastLogin(tx, user_id, deps.clock.now())
    await insertAudit(tx, {
      tenant_id,
      actor_id: user_id,
      action: 'user.logged_in',
      target_id: user_id,
      ip: caller.ip,
      details: { user_agent: caller.user_agent, passkey_id }
    })
    return issueTokens(deps, tx, user, caller)
  })
}
