import { AppError } from '../domain/errors.ts'
import type { UserRow, UserStatus } from '../domain/user.ts'
import type { Db, Tx } from '../lib/db.ts'

const columns =
  'id, tenant_id, email, name, role, status, email_verified_at, last_login_at, created_at'

export type Account = {
  id: string
  tenant_id: string
  password_hash: string
  status: UserStatus
}

/** The account of an address, of whatever tenant. Runs before a tenant is known. */
export const findAccountByEmail = async (db: Db, email: string): Promise<Account | null> => {
  const rows = await db.query<Account>(
    'select id, tenant_id, password_hash, status from auth_user_by_email($1)',
    [email],
    'find_account_by_email'
  )
  return rows[0] ?? null
}

export type Registration = {
  tenant_id: string
  user_id: string
  subscription_id: string
  email: string
  name: string
  password_hash: string
  plan_code: string
}

/** A tenant with its first user and its subscription. The constraint `users_email` refuses an address that is taken. */
export const insertTenant = async (tx: Tx, one: Registration): Promise<void> => {
  await tx.query(
    'select auth_register($1, $2, $3, $4, $5, $6, $7)',
    [
      one.tenant_id,
      one.user_id,
      one.subscription_id,
      one.email,
      one.name,
      one.password_hash,
      one.plan_code
    ],
    'insert_tenant'
  )
}

/** The user with this e-mail, of whatever tenant, for a role that sees all tenants. */
export const findUserByEmail = async (tx: Tx, email: string): Promise<UserRow | null> => {
  const [row] = await tx.query<UserRow>(
    `select ${columns} from users where email = lower($1)`,
    [email],
    'find_user_by_email'
  )
  return row ?? null
}

/** Whether the user had another role before. For a role that sees all tenants: no tenant may change it. */
export const updateRole = async (tx: Tx, id: string, role: UserRow['role']): Promise<boolean> => {
  const rows = await tx.query(
    'update users set role = $2 where id = $1 and role <> $2 returning id',
    [id, role],
    'update_role'
  )
  return rows.length === 1
}

export const getUser = async (tx: Tx, id: string): Promise<UserRow> => {
  const rows = await tx.query<UserRow>(
    `select ${columns} from users where id = $1`,
    [id],
    'get_user'
  )
  if (!rows[0]) throw new AppError('not_found', { user_id: id })
  return rows[0]
}

/** Whether there is the user, who then stays as they are until the transaction ends. */
export const lockUser = async (tx: Tx, id: string): Promise<boolean> => {
  const rows = await tx.query(
    'select id from users where id = $1 for no key update',
    [id],
    'lock_user'
  )
  return rows.length === 1
}

/** The user, whom nobody removes, and whose home nobody moves, before the transaction ends; null where they are not at home here. */
export const holdUser = async (tx: Tx, id: string): Promise<UserRow | null> => {
  const [row] = await tx.query<UserRow>(
    `select ${columns} from users where id = $1 for share`,
    [id],
    'hold_user'
  )
  return row ?? null
}

export const getPasswordHash = async (tx: Tx, id: string): Promise<string> => {
  const rows = await tx.query<{ password_hash: string }>(
    'select password_hash from users where id = $1',
    [id],
    'get_password_hash'
  )
  if (!rows[0]) throw new AppError('not_found', { user_id: id })
  return rows[0].password_hash
}

export const updateLastLogin = async (tx: Tx, id: string, now: Date): Promise<UserRow> => {
  const rows = await tx.query<UserRow>(
    `update users set last_login_at = $2 where id = $1 returning ${columns}`,
    [id, now],
    'update_last_login'
  )
  if (!rows[0]) throw new AppError('not_found', { user_id: id })
  return rows[0]
}

/** Changes what is given. Another address is not a verified one. */
export const updateUser = async (
  tx: Tx,
  id: string,
  change: { name?: string | undefined; email?: string | undefined }
): Promise<UserRow> => {
  const rows = await tx.query<UserRow>(
    `update users set name = coalesce($2, name), email = coalesce($3, email),
       email_verified_at = case when $3 is null or $3 = email then email_verified_at end
     where id = $1 returning ${columns}`,
    [id, change.name ?? null, change.email ?? null],
    'update_user'
  )
  if (!rows[0]) throw new AppError('not_found', { user_id: id })
  return rows[0]
}

/** Whether the user still has this address, which is verified then. */
export const verifyEmailOf = async (
  tx: Tx,
  id: string,
  email: string,
  now: Date
): Promise<boolean> => {
  const rows = await tx.query(
    'update users set email_verified_at = coalesce(email_verified_at, $3) where id = $1 and email = $2 returning id',
    [id, email, now],
    'verify_email_of'
  )
  return rows.length === 1
}

/** Sets a new password for who has proved to have this address, if it is still the user's. */
export const replacePassword = async (
  tx: Tx,
  id: string,
  email: string,
  password_hash: string,
  now: Date
): Promise<boolean> => {
  const rows = await tx.query(
    `update users set password_hash = $3, email_verified_at = coalesce(email_verified_at, $4)
     where id = $1 and email = $2 returning id`,
    [id, email, password_hash, now],
    'replace_password'
  )
  return rows.length === 1
}

/** Sets a new password, unless it has changed since `before` was read. */
export const updatePassword = async (
  tx: Tx,
  id: string,
  before: string,
  after: string
): Promise<boolean> => {
  const rows = await tx.query(
    'update users set password_hash = $3 where id = $1 and password_hash = $2 returning id',
    [id, before, after],
    'update_password'
  )
  return rows.length === 1
}
