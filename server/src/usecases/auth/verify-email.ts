import { AppError } from '../../domain/errors.ts'
import type { MailLanguage } from '../../domain/mail.ts'
import { wholeTenant } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { takeMailLink } from '../../store/mails/links.ts'
import { getUser, verifyEmailOf } from '../../store/users.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from './issue-tokens.ts'
import { linkOf, mailLink } from './mail-links.ts'

/** Takes the token of a mail as proof that its address is the user's. An address that has changed since is not proved. */
export const verifyEmail = async (deps: Deps, token: string, caller: Caller): Promise<void> => {
  const link = await linkOf(deps, token, 'verify_email')
  await deps.db.withTenant(wholeTenant(link.tenant_id), async (tx) => {
    const now = deps.clock.now()
    const is_first = await takeMailLink(tx, link.id, now)
    if (!is_first || !(await verifyEmailOf(tx, link.user_id, link.email, now)))
      throw new AppError('link_invalid')
    await insertAudit(tx, {
      tenant_id: link.tenant_id,
      actor_id: link.user_id,
      action: 'user.email_verified',
      target_id: link.user_id,
      ip: caller.ip
    })
  })
}

/** Sends the mail once more, unless the address is verified already. */
export const askForVerification = async (
  deps: Deps,
  ctx: Context,
  language: MailLanguage
): Promise<void> => {
  const rate_limit = await deps.registration_limits.takeMail(ctx.tenant.user_id)
  if (rate_limit) throw new AppError('rate_limited', {}, { rate_limit })
  await command(deps, ctx, async (tx) => {
    const user = await getUser(tx, ctx.tenant.user_id)
    ctx.entry.target_id = user.id
    if (user.email_verified_at) ctx.entry.action = null
    else await mailLink(tx, user, 'verify_email', language, deps.clock.now())
  })
}
