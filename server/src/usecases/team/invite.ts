import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import {
  invitation_days,
  invitation_purposes,
  invitationAddress,
  nameInvitation
} from '../../domain/invitation.ts'
import type { MailLanguage } from '../../domain/mail.ts'
import { requireScopes } from '../../domain/scope.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { MemberRole } from '../../domain/user.ts'
import { type Tx, violatedConstraint } from '../../lib/db.ts'
import { signId } from '../../lib/signed-id.ts'
import { putMail } from '../../store/mails/outbox.ts'
import { isMember } from '../../store/memberships.ts'
import {
  countSeats,
  deleteExpiredInvitation,
  deleteTeamInvitation,
  findOpenInvitation,
  getTeamInvitation,
  insertTeamInvitation,
  renewTeamInvitation,
  type TeamInvitationRow
} from '../../store/team-invitations.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { refuseOverPlan } from '../plans/refuse-over-plan.ts'
import { holdRights, refuseBeyondOwn } from './may-manage.ts'

const day_ms = 86_400_000

export type SentInvitation = TeamInvitationRow & { link: string | null }

/** Invites an address into the team, by mail. The role may do nothing that the caller may not. */
export const inviteMember = async (
  deps: Deps,
  ctx: Context,
  { email, role, language }: { email: string; role: MemberRole; language: MailLanguage }
): Promise<SentInvitation> => {
  await takeMail(deps, ctx.tenant, email)
  try {
    const { tenant_id, user_id } = ctx.tenant
    const may = (tx: Tx) => refuseBeyondRights(tx, ctx.tenant, role, 'to invite with this role')
    // The rights come before an answer that is kept: it has a link, to somebody else perhaps.
    const work = async (tx: Tx): Promise<SentInvitation> => {
      const now = deps.clock.now()
      if (await isMember(tx, tenant_id, email)) throw new AppError('already_member')
      await refuseOverPlan(tx, tenant_id, 'members_max', countSeats)
      await deleteExpiredInvitation(tx, tenant_id, email, now)
      const row = await insertTeamInvitation(tx, {
        id: newId('team_invitation'),
        tenant_id,
        email,
        role,
        invited_by: user_id,
        language,
        expires_at: expiryFrom(now)
      })
      await mailInvitation(tx, tenant_id, row)
      ctx.entry.details = { email, role }
      return { ...row, link: shownLink(deps, row) }
    }
    return await command(deps, ctx, work, may)
  } catch (error) {
    if (violatedConstraint(error) === 'team_invitations_email')
      throw new AppError('already_invited')
    throw error
  }
}

/** Sends an invitation once more, for as long as a new one. Links that were sent before are of no use then. */
export const sendInvitationAgain = async (
  deps: Deps,
  ctx: Context,
  id: string
): Promise<SentInvitation> => {
  const { tenant_id, user_id } = ctx.tenant
  const { email, role } = await deps.db.withTenant(ctx.tenant, (tx) =>
    getTeamInvitation(tx, tenant_id, id)
  )
  await takeMail(deps, ctx.tenant, email)
  const may = (tx: Tx) => refuseBeyondRights(tx, ctx.tenant, role, 'to invite with this role')
  const work = async (tx: Tx): Promise<SentInvitation> => {
    const before = await getTeamInvitation(tx, tenant_id, id)
    const sent_at = deps.clock.now()
    // One that nobody could take any more has had no place in the plan.
    if (before.expires_at <= sent_at) await refuseOverPlan(tx, tenant_id, 'members_max', countSeats)
    const renewed = { id, invited_by: user_id, sent_at, expires_at: expiryFrom(sent_at) }
    const row = await renewTeamInvitation(tx, renewed)
    await mailInvitation(tx, tenant_id, row)
    ctx.entry.details = { email, role }
    return { ...row, link: shownLink(deps, row) }
  }
  return command(deps, ctx, work, may)
}

/** Takes an invitation back: from now on its link is of no use. */
export const revokeInvitation = (deps: Deps, ctx: Context, id: string): Promise<void> =>
  command(deps, ctx, async (tx) => {
    const { email, role } = await getTeamInvitation(tx, ctx.tenant.tenant_id, id)
    await refuseBeyondRights(tx, ctx.tenant, role, 'to take this invitation back')
    await deleteTeamInvitation(tx, id)
    ctx.entry.details = { email, role }
  })

/** With the rights of this moment, which nobody takes away before the transaction ends. */
const refuseBeyondRights = async (
  tx: Tx,
  tenant: Tenant,
  role: MemberRole,
  why: string
): Promise<void> => {
  const rights = await holdRights(tx, tenant)
  requireScopes(rights, ['team:write'])
  refuseBeyondOwn(rights, [role], why)
}

/** An address gets so many invitations, and a team sends so many. */
const takeMail = async (deps: Deps, { tenant_id }: Tenant, email: string): Promise<void> => {
  const { registration_limits } = deps
  const rate_limit =
    (await registration_limits.takeMail(`invitation ${email}`)) ??
    (await registration_limits.takeMailOf(tenant_id))
  if (!rate_limit) return
  const detail = 'Too many invitations were sent. Wait for the seconds that Retry-After gives.'
  throw new AppError('rate_limited', {}, { rate_limit, detail })
}

const expiryFrom = (now: Date): Date => new Date(now.getTime() + invitation_days * day_ms)

/** The token is in no row: it is made where the mail is. */
const mailInvitation = async (
  tx: Tx,
  tenant_id: string,
  { id, round, email, language, expires_at }: TeamInvitationRow
): Promise<void> => {
  const said = await findOpenInvitation(tx, id)
  if (!said) throw new AppError('account_suspended', { invitation_id: id })
  const { account, inviter } = said
  const data = { account, inviter, invitation: nameInvitation(id, round), date: expires_at }
  const mail = { kind: 'team_invitation', language, recipient: email, link_id: null } as const
  await putMail(tx, { tenant_id, ...mail, data, expires_at })
}

/** What whoever invites hands over where no mails are sent. It proves no address: they could use it themselves. */
const shownLink = (
  { config, webhook_key }: Pick<Deps, 'config' | 'webhook_key'>,
  { id, round }: TeamInvitationRow
): string | null => {
  if (config.SMTP_URL !== undefined) return null
  const ring = webhook_key.derive(invitation_purposes.shown)
  return invitationAddress(config.PUBLIC_URL ?? '', signId(ring, nameInvitation(id, round)))
}
