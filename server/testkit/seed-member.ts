import { newId } from '../src/domain/ids.ts'
import type { MemberRole } from '../src/domain/user.ts'
import { randomToken, sha256 } from '../src/lib/crypto.ts'
import { signAccessToken } from '../src/usecases/auth/access-token.ts'
import type { Harness, SeededTenant } from './app.ts'

export type SeededMember = SeededTenant & { membership_id: string }

/** Another user in the team of a tenant, logged in. */
export const seedMember = async (
  { deps, owner }: Pick<Harness, 'deps' | 'owner'>,
  { tenant_id }: Pick<SeededTenant, 'tenant_id'>,
  role: MemberRole
): Promise<SeededMember> => {
  const user_id = newId('user')
  const family_id = newId('token_family')
  const membership_id = newId('membership')
  const email = `${user_id}@example.com`
  const password = 'correct horse battery'
  await owner.query(
    'insert into users (id, tenant_id, email, name, password_hash) values ($1, $2, $3, $4, $5)',
    [user_id, tenant_id, email, 'A Member', await deps.passwords.hash(password)]
  )
  await owner.query(
    'insert into memberships (id, tenant_id, user_id, role) values ($1, $2, $3, $4)',
    [membership_id, tenant_id, user_id, role]
  )
  await owner.query(
    `insert into refresh_tokens (id, tenant_id, user_id, family_id, token_hash, expires_at)
     values ($1, $2, $3, $4, $5, now() + interval '1 day')`,
    [newId('refresh_token'), tenant_id, user_id, family_id, sha256(randomToken())]
  )
  const { access_token } = await signAccessToken(deps, { user_id, family_id })
  const login = { tenant_id, session_ids: null, user_id, family_id, email, password, access_token }
  return { ...login, membership_id }
}
