import { addressKey } from '../../cache/address-key.ts'
import { AppError } from '../../domain/errors.ts'
import type { MailLanguage } from '../../domain/mail.ts'
import { wholeTenant } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { takeMailLink } from '../../store/mails/links.ts'
import { deletePasskeys } from '../../store/passkeys.ts'
import { revokeFamilies } from '../../store/refresh-tokens.ts'
import { findAccountByEmail, getUser, replacePassword } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from './issue-tokens.ts'
import { linkOf, mailLink } from './mail-links.ts'
import { refusePasswordOfEmail } from './password-rules.ts'

/**
 * Has a link to a new password sent to an address, if somebody has registered with it. Neither the answer nor the time it
 * takes tells whether that is so: the work is done behind the answer.
 */
export const forgotPassword = async (
  deps: Deps,
  email: string,
  caller: Caller,
  language: MailLanguage
): Promise<void> => {
  const rate_limit = await deps.registration_limits.takeMailOf(addressKey(caller.ip))
  if (rate_limit) throw new AppError('rate_limited', {}, { rate_limit })
  deps.background.run('send a link to a new password', async () => {
    if (await deps.registration_limits.takeMail(email)) return
    const account = await findAccountByEmail(deps.db, email)
    if (account?.status !== 'active') return
    await deps.db.withTenant(wholeTenant(account.tenant_id), async (tx) => {
      const user = await getUser(tx, account.id)
      await mailLink(tx, user, 'reset_password', language, deps.clock.now())
      await insertAudit(tx, {
        tenant_id: account.tenant_id,
        actor_id: null,
        action: 'user.password_reset_requested',
        target_id: account.id,
        ip: caller.ip
      })
    })
  })
}

/**
 * Sets a new password with the token of a mail, once, ends all logins of the user and takes the passkeys away: whoever got in
 * before has no way left. The address is verified then.
 */
export const resetPassword = async (
  deps: Deps,
  input: { token: string; new_password: string },
  caller: Caller
): Promise<void> => {
  const link = await linkOf(deps, input.token, 'reset_password')
  refusePasswordOfEmail(input.new_password, link.email, 'new_password')
  const place = { by: addressKey(caller.ip) }
  const password_hash = await deps.passwords.hash(input.new_password, place)
  await deps.db.withTenant(wholeTenant(link.tenant_id), async (tx) => {
    const now = deps.clock.now()
    const is_first = await takeMailLink(tx, link.id, now)
    if (!is_first || !(await replacePassword(tx, link.user_id, link.email, password_hash, now)))
      throw new AppError('link_invalid')
    await revokeFamilies(tx, link.user_id, undefined, now)
    const passkeys_deleted = await deletePasskeys(tx, link.user_id)
    await insertAudit(tx, {
      tenant_id: link.tenant_id,
      actor_id: link.user_id,
      action: 'user.password_reset',
      target_id: link.user_id,
      ip: caller.ip,
      details: { passkeys_deleted }
    })
  })
}
