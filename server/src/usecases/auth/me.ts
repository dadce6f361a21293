import { AppError } from '../../domain/errors.ts'
import type { MailLanguage } from '../../domain/mail.ts'
import type { Scope, Tenant } from '../../domain/tenant.ts'
import type { MemberRole, UserRow } from '../../domain/user.ts'
import { violatedConstraint } from '../../lib/db.ts'
import { getTeamUser } from '../../store/memberships.ts'
import { getUser, updateUser } from '../../store/users.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { confirmPassword } from './confirm-password.ts'
import { mailLink } from './mail-links.ts'

export type Me = UserRow & {
  member_role: MemberRole | null
  credential: {
    type: 'access_token' | 'api_key'
    api_key_id: string | null
    scopes: Scope[] | null
  }
}

/** Who the caller is where they act, and what the credential may do. */
export const readMe = (deps: Deps, tenant: Tenant): Promise<Me> =>
  deps.db.withTenant(tenant, async (tx) => ({
    ...(await getTeamUser(tx, tenant.user_id)),
    member_role: tenant.member_role ?? null,
    credential: {
      type: tenant.api_key_id === null ? 'access_token' : 'api_key',
      api_key_id: tenant.api_key_id,
      scopes: tenant.scopes
    }
  }))

/** Changes name or address. Another address takes the password too, because it is what one logs in with. */
export const updateMe = async (
  deps: Deps,
  ctx: Context,
  change: { name?: string; email?: string; current_password?: string },
  language: MailLanguage
): Promise<UserRow> => {
  if (change.email !== undefined) {
    await confirmPassword(deps, ctx, change.current_password ?? '')
    // The answer tells whether somebody has the address.
    const rate_limit = await deps.registration_limits.takeEmailChange(ctx.tenant.tenant_id)
    if (rate_limit) throw new AppError('rate_limited', {}, { rate_limit })
  }
  try {
    return await command(deps, ctx, async (tx) => {
      const before = await getUser(tx, ctx.tenant.user_id)
      const user = await updateUser(tx, ctx.tenant.user_id, change)
      if (before.email !== user.email)
        await mailLink(tx, user, 'verify_email', language, deps.clock.now())
      ctx.entry.target_id = user.id
      ctx.entry.details = before.email === user.email ? {} : { email_before: before.email }
      return user
    })
  } catch (error) {
    if (violatedConstraint(error) === 'users_email') throw new AppError('email_taken')
    throw error
  }
}
