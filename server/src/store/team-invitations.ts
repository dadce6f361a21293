import { AppError } from '../domain/errors.ts'
import type { MailLanguage } from '../domain/mail.ts'
import type { MemberRole } from '../domain/user.ts'
import type { Tx } from '../lib/db.ts'
import type { PageRequest } from '../lib/page.ts'

/** A row of `team_invitations`. */
export type TeamInvitationRow = {
  id: string
  email: string
  role: MemberRole
  invited_by: string
  language: MailLanguage
  round: number
  created_at: Date
  sent_at: Date
  expires_at: Date
}

const columns = 'id, email, role, invited_by, language, round, created_at, sent_at, expires_at'

/** Violates `team_invitations_email` where the address is invited already. */
export const insertTeamInvitation = async (
  tx: Tx,
  one: Pick<
    TeamInvitationRow,
    'id' | 'email' | 'role' | 'invited_by' | 'language' | 'expires_at'
  > & {
    tenant_id: string
  }
): Promise<TeamInvitationRow> => {
  const [row] = await tx.query<TeamInvitationRow>(
    `insert into team_invitations (id, tenant_id, email, role, invited_by, language, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    [one.id, one.tenant_id, one.email, one.role, one.invited_by, one.language, one.expires_at],
    'insert_team_invitation'
  )
  if (!row) throw new Error('the invitation was not stored')
  return row
}

/** The newest first. One row more than asked for, when there is one. */
export const listTeamInvitations = (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  page: PageRequest
): Promise<TeamInvitationRow[]> =>
  tx.query<TeamInvitationRow>(
    `select ${columns} from team_invitations
     where tenant_id = $1 and ($2::text is null or id < $2) order by id desc limit $3`,
    [tenant_id, page.position, page.limit + 1],
    'list_team_invitations'
  )

/** An invitation of the tenant, or the error not_found. */
export const getTeamInvitation = async (
  tx: Tx,
  tenant_id: string,
  id: string
): Promise<TeamInvitationRow> => {
  const [row] = await tx.query<TeamInvitationRow>(
    `select ${columns} from team_invitations where tenant_id = $1 and id = $2`,
    [tenant_id, id],
    'get_team_invitation'
  )
  if (!row) throw new AppError('not_found', { invitation_id: id })
  return row
}

/** Begins another round: tokens of those before are of no use. Whoever sends it vouches for it. */
export const renewTeamInvitation = async (
  tx: Tx,
  one: Pick<TeamInvitationRow, 'id' | 'invited_by' | 'sent_at' | 'expires_at'>
): Promise<TeamInvitationRow> => {
  const [row] = await tx.query<TeamInvitationRow>(
    `update team_invitations set round = round + 1, invited_by = $2, sent_at = $3, expires_at = $4
     where id = $1 returning ${columns}`,
    [one.id, one.invited_by, one.sent_at, one.expires_at],
    'renew_team_invitation'
  )
  if (!row) throw new AppError('not_found', { invitation_id: one.id })
  return row
}

export const deleteTeamInvitation = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('delete from team_invitations where id = $1', [id], 'delete_team_invitation')
}

/** Takes away an invitation to an address that nobody can take any more. */
export const deleteExpiredInvitation = async (
  tx: Tx,
  tenant_id: string,
  email: string,
  now: Date
): Promise<void> => {
  await tx.query(
    'delete from team_invitations where tenant_id = $1 and email = $2 and expires_at <= $3',
    [tenant_id, email, now],
    'delete_expired_invitation'
  )
}

/** Takes back what a user has invited to roles that are not among these. */
export const deleteInvitationsBeyond = async (
  tx: Tx,
  tenant_id: string,
  user_id: string,
  roles: readonly MemberRole[]
): Promise<void> => {
  await tx.query(
    'delete from team_invitations where tenant_id = $1 and invited_by = $2 and role <> all ($3)',
    [tenant_id, user_id, roles],
    'delete_invitations_beyond'
  )
}

/** Places of the plan that are taken: members, and invitations that can still be accepted. */
export const countSeats = async (tx: Tx, tenant_id: string): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `select (select count(*) from memberships where tenant_id = $1)
       + (select count(*) from team_invitations where tenant_id = $1 and expires_at > now()) as count`,
    [tenant_id],
    'count_seats'
  )
  return row?.count ?? 0
}

/** What whoever has the token of an invitation is told of it. */
export type OpenInvitation = Pick<
  TeamInvitationRow,
  'id' | 'email' | 'role' | 'round' | 'expires_at'
> & {
  tenant_id: string
  account: string
  inviter: string
  has_account: boolean
}

/** The invitation with this id, of whatever tenant. Runs before a tenant is known. */
export const findOpenInvitation = async (
  db: Pick<Tx, 'query'>,
  id: string
): Promise<OpenInvitation | null> => {
  const [row] = await db.query<OpenInvitation>(
    'select id, tenant_id, email, role, round, expires_at, account, inviter, has_account from auth_team_invitation($1)',
    [id],
    'find_open_invitation'
  )
  return row ?? null
}

export type NewMember = {
  user_id: string
  membership_id: string
  name: string
  password_hash: string
  /** Whether the address was proved to be theirs. */
  is_proved: boolean
}

/** Has a user who is there already join, by this call first; false: it is none any more, or not theirs. Violates `memberships_user`. */
export const joinTeam = async (
  tx: Tx,
  { id, round }: Pick<OpenInvitation, 'id' | 'round'>,
  member: Pick<NewMember, 'user_id' | 'membership_id' | 'is_proved'>
): Promise<boolean> => {
  const [row] = await tx.query<{ joined: boolean }>(
    'select join_team($1, $2, $3, $4, $5) as joined',
    [id, round, member.user_id, member.membership_id, member.is_proved],
    'join_team'
  )
  return row?.joined === true
}

/** Makes the user whom an invitation is for, by this call first; false: it is none any more. Violates `users_email`. */
export const joinTeamAnew = async (
  tx: Tx,
  { id, round }: Pick<OpenInvitation, 'id' | 'round'>,
  member: NewMember
): Promise<boolean> => {
  const [row] = await tx.query<{ joined: boolean }>(
    'select join_team_anew($1, $2, $3, $4, $5, $6, $7) as joined',
    [
      id,
      round,
      member.user_id,
      member.membership_id,
      member.name,
      member.password_hash,
      member.is_proved
    ],
    'join_team_anew'
  )
  return row?.joined === true
}
