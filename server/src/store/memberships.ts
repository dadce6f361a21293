import { AppError } from '../domain/errors.ts'
import type { Scope } from '../domain/tenant.ts'
import type { MemberRole, UserRow } from '../domain/user.ts'
import type { Tx } from '../lib/db.ts'
import type { PageRequest } from '../lib/page.ts'

/** A row of `memberships` with what is shown of its user. */
export type MembershipRow = {
  id: string
  user_id: string
  email: string
  name: string
  role: MemberRole
  last_login_at: Date | null
  created_at: Date
}

/** `users` shows a tenant those whose home it is; of a team one sees all. */
const columns = 'm.id, m.user_id, u.email, u.name, m.role, u.last_login_at, m.created_at'

/** The newest first. One row more than asked for, when there is one. */
export const listMemberships = (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  page: PageRequest
): Promise<MembershipRow[]> =>
  tx.query<MembershipRow>(
    `select ${columns} from memberships m join team_users() u on u.id = m.user_id
     where m.tenant_id = $1 and ($2::text is null or m.id < $2) order by m.id desc limit $3`,
    [tenant_id, page.position, page.limit + 1],
    'list_memberships'
  )

/** A member of the tenant, or the error not_found. */
export const getMembership = async (
  tx: Tx,
  tenant_id: string,
  id: string
): Promise<MembershipRow> => {
  const [row] = await tx.query<MembershipRow>(
    `select ${columns} from memberships m join team_users() u on u.id = m.user_id where m.tenant_id = $1 and m.id = $2`,
    [tenant_id, id],
    'get_membership'
  )
  if (!row) throw new AppError('not_found', { membership_id: id })
  return row
}

/** Whether somebody with this address is in the team. */
export const isMember = async (tx: Tx, tenant_id: string, email: string): Promise<boolean> => {
  const rows = await tx.query(
    'select from memberships m join team_users() u on u.id = m.user_id where m.tenant_id = $1 and u.email = $2',
    [tenant_id, email],
    'is_member'
  )
  return rows.length > 0
}

/** How many members count against the plan. */
export const countMembers = async (tx: Tx, tenant_id: string): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    'select count(*) from memberships where tenant_id = $1',
    [tenant_id],
    'count_members'
  )
  return row?.count ?? 0
}

/** Holds the role of a member and that of a user, whoever of them is there, until the transaction ends: nobody changes either meanwhile. */
export const lockRoles = (
  tx: Tx,
  tenant_id: string,
  id: string | null,
  user_id: string
): Promise<{ id: string; user_id: string; role: MemberRole }[]> =>
  tx.query(
    `select id, user_id, role from memberships where tenant_id = $1 and (id = $2 or user_id = $3) order by id for no key update`,
    [tenant_id, id, user_id],
    'lock_roles'
  )

/** Violates `memberships_last_owner` where the last owner would be another thing. */
export const updateMemberRole = async (tx: Tx, id: string, role: MemberRole): Promise<void> => {
  await tx.query('update memberships set role = $2 where id = $1', [id, role], 'update_member_role')
}

/** The user of the team as others see them, wherever their home is; or the error not_found. */
export const getTeamUser = async (tx: Tx, user_id: string): Promise<UserRow> => {
  const [row] = await tx.query<UserRow>(
    `select id, tenant_id, email, name, role, status, email_verified_at, last_login_at, created_at
     from team_users() where id = $1`,
    [user_id],
    'get_team_user'
  )
  if (!row) throw new AppError('not_found', { user_id })
  return row
}

/** Ends a membership with all that hangs on it. Violates `memberships_last_owner`, `users_last_administrator`. */
export const removeMember = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('select remove_member($1)', [id], 'remove_member')
}

/** Takes from the keys of a user what the user may not do any more; one left without scopes is revoked. Links to scan go too. */
export const limitKeysOf = async (
  tx: Tx,
  of: { tenant_id: string; user_id: string; scopes: readonly Scope[]; now: Date }
): Promise<void> => {
  const { tenant_id, user_id, scopes, now } = of
  await tx.query(
    `update api_keys set scopes = array(select scope from unnest(scopes) scope where scope = any ($3)),
       revoked_at = case when scopes && $3 then null else $4::timestamptz end
     where tenant_id = $1 and user_id = $2 and revoked_at is null and not scopes <@ $3`,
    [tenant_id, user_id, scopes, now],
    'limit_keys_of'
  )
  if (scopes.includes('sessions:write')) return
  await tx.query(
    'update link_tokens set expires_at = $3 where tenant_id = $1 and user_id = $2 and expires_at > $3',
    [tenant_id, user_id, now],
    'end_links_of'
  )
}
