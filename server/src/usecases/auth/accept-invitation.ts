import { addressKey } from '../../cache/address-key.ts'
import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import {
  type InvitationWay,
  invitation_purposes,
  readInvitationName
} from '../../domain/invitation.ts'
import type { MailLanguage } from '../../domain/mail.ts'
import { type Tx, violatedConstraint, wholeTenant } from '../../lib/db.ts'
import { readSignedId } from '../../lib/signed-id.ts'
import { NewPassword } from '../../schemas/auth.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { countMembers } from '../../store/memberships.ts'
import {
  findOpenInvitation,
  joinTeam,
  joinTeamAnew,
  type OpenInvitation
} from '../../store/team-invitations.ts'
import { updateLastLogin } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import { refuseOverPlan } from '../plans/refuse-over-plan.ts'
import { type Caller, issueTokens, type Tokens } from './issue-tokens.ts'
import { proveAccount } from './login.ts'
import { mailLink } from './mail-links.ts'
import { refusePasswordOfEmail } from './password-rules.ts'
import type { Proof } from './second-factor/check.ts'

type Found = OpenInvitation & { way: InvitationWay }
type Input = { token: string; name?: string | undefined; password: string } & Proof & {
    language: MailLanguage
  }

/** The invitation of a token, when it is one of ours that can still be accepted; else the error link_invalid. */
export const readInvitation = async (
  deps: Pick<Deps, 'db' | 'webhook_key' | 'clock'>,
  token: string
): Promise<Found> => {
  for (const way of ['mailed', 'shown'] as const) {
    const name = readSignedId(deps.webhook_key.derive(invitation_purposes[way]), token)
    const named = name === null ? null : readInvitationName(name)
    const found = named && (await findOpenInvitation(deps.db, named.id))
    if (found?.round === named?.round && found && found.expires_at > deps.clock.now())
      return { ...found, way }
  }
  throw noInvitation()
}

/**
 * Takes an invitation: its user is a member of that team from now on, and is logged in there. Whoever has registered with the
 * address proves to be that user; else the user is made. Of several calls one does.
 */
export const acceptInvitation = async (
  deps: Deps,
  input: Input,
  caller: Caller
): Promise<Tokens> => {
  const invitation = await readInvitation(deps, input.token)
  try {
    return await (invitation.has_account ? joinAsKnown : joinAnew)(deps, invitation, input, caller)
  } catch (error) {
    const violated = violatedConstraint(error)
    if (violated === 'users_email') throw new AppError('email_taken')
    if (violated === 'memberships_user') throw new AppError('already_member')
    throw error
  }
}

/** The login is at home, where it says that it acts in the team. */
const joinAsKnown = async (
  deps: Deps,
  invitation: Found,
  { password, code, recovery_code }: Input,
  caller: Caller
): Promise<Tokens> => {
  const { tenant_id, email } = invitation
  const account = await proveAccount(deps, { email, password, code, recovery_code }, caller)
  await deps.db.withTenant(wholeTenant(tenant_id), async (tx) => {
    await refuseOverPlan(tx, tenant_id, 'members_max', countMembers)
    const member = { user_id: account.id, membership_id: newId('membership') }
    const is_proved = invitation.way === 'mailed'
    if (!(await joinTeam(tx, invitation, { ...member, is_proved }))) throw noInvitation()
    await recordJoining(tx, invitation, member, caller)
  })
  return deps.db.withTenant(wholeTenant(account.tenant_id), async (tx) => {
    const user = await updateLastLogin(tx, account.id, deps.clock.now())
    return issueTokens(deps, tx, user, caller, { acts_in: tenant_id })
  })
}

const joinAnew = async (
  deps: Deps,
  invitation: Found,
  input: Input,
  caller: Caller
): Promise<Tokens> => {
  const { name, password } = newAccount(input, invitation.email)
  const place = { lane: 'registration', by: addressKey(caller.ip) } as const
  const password_hash = await deps.passwords.hash(password, place)
  const { tenant_id, email } = invitation
  return deps.db.withTenant(wholeTenant(tenant_id), async (tx) => {
    await refuseOverPlan(tx, tenant_id, 'members_max', countMembers)
    const [user_id, membership_id] = [newId('user'), newId('membership')]
    const is_proved = invitation.way === 'mailed'
    const member = { user_id, membership_id, name, password_hash, is_proved }
    if (!(await joinTeamAnew(tx, invitation, member))) throw noInvitation()
    await recordJoining(tx, invitation, { user_id, membership_id }, caller)
    const now = deps.clock.now()
    const user = { id: user_id, tenant_id, email }
    if (!is_proved) await mailLink(tx, user, 'verify_email', input.language, now)
    return issueTokens(deps, tx, await updateLastLogin(tx, user_id, now), caller)
  })
}

/** What a new user says of themselves, when it will do. */
const newAccount = (
  { name, password }: Input,
  email: string
): { name: string; password: string } => {
  if (name === undefined)
    throw invalid('name', 'Is needed: nobody has registered with the address.')
  const read = NewPassword.safeParse(password)
  if (!read.success)
    throw invalid('password', read.error.issues[0]?.message ?? 'Is none that can be taken.')
  refusePasswordOfEmail(password, email, 'password')
  return { name, password }
}

const recordJoining = (
  tx: Tx,
  { id, tenant_id, email, role, way }: Found,
  { user_id, membership_id }: { user_id: string; membership_id: string },
  { ip, user_agent }: Caller
): Promise<void> =>
  insertAudit(tx, {
    tenant_id,
    actor_id: user_id,
    action: 'member.joined',
    target_id: membership_id,
    ip,
    details: { user_id, email, role, invitation_id: id, link: way, user_agent }
  })

const noInvitation = (): AppError =>
  new AppError(
    'link_invalid',
    {},
    {
      detail:
        'The invitation was accepted or taken back, has expired or was sent again since. Ask whoever invited you for another.'
    }
  )
