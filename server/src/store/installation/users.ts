import { AppError } from '../../domain/errors.ts'
import type { UserRole, UserRow, UserStatus } from '../../domain/user.ts'
import type { Tx } from '../../lib/db.ts'
import type { PageRequest } from '../../lib/page.ts'

/** A user with what an administrator asks first about their tenant. */
export type UserOfAll = UserRow & {
  tenant_name: string
  plan_code: string
  sessions_count: number
}

const columns = `u.id, u.tenant_id, u.email, u.name, u.role, u.status, u.email_verified_at, u.last_login_at, u.created_at,
  t.name as tenant_name, p.code as plan_code,
  (select count(*) from sessions one where one.tenant_id = u.tenant_id) as sessions_count`

const from = `users u join tenants t on t.id = u.tenant_id
  join subscriptions s on s.tenant_id = u.tenant_id and s.status <> 'canceled'
  join subscription_plans p on p.id = s.plan_id`

/** Users of all tenants, newest first. One row more than asked for, when there is one. */
export const listUsersOfAll = (
  tx: Tx,
  page: PageRequest & { email: string | null }
): Promise<UserOfAll[]> =>
  tx.query<UserOfAll>(
    `select ${columns} from ${from}
     where ($1::text is null or strpos(u.email, lower($1)) > 0) and ($2::text is null or u.id < $2)
     order by u.id desc limit $3 + 1`,
    [page.email, page.position, page.limit]
  )

/** Changes what is given. */
export const updateUserOfAll = async (
  tx: Tx,
  user_id: string,
  change: {
    name?: string | undefined
    status?: UserStatus | undefined
    role?: UserRole | undefined
  }
): Promise<void> => {
  await tx.query(
    `update users set name = coalesce($2, name), status = coalesce($3, status), role = coalesce($4, role)
     where id = $1`,
    [user_id, change.name ?? null, change.status ?? null, change.role ?? null],
    'update_user_of_all'
  )
}

/** A user of any tenant, or the error not_found. */
export const getUserOfAll = async (tx: Tx, user_id: string): Promise<UserOfAll> => {
  const [row] = await tx.query<UserOfAll>(
    `select ${columns} from ${from} where u.id = $1`,
    [user_id],
    'get_user_of_all'
  )
  if (!row) throw new AppError('not_found', { user_id })
  return row
}
