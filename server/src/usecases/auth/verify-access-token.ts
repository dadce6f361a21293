import { AppError } from '../../domain/errors.ts'
import { scopesOfLogin } from '../../domain/member.ts'
import type { Support } from '../../domain/support.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Login } from '../../store/logins.ts'
import type { Deps } from '../deps.ts'
import { readAccessToken } from './access-token.ts'
import { refuseInactive } from './refuse-inactive.ts'

/** Who holds this access token. A suspended user, a deleted one and an ended login are refused at once, not when it expires. */
export const verifyAccessToken = async (deps: Deps, token: string): Promise<Tenant> => {
  const { user_id, family_id, support } = await readAccessToken(deps, token)
  const login = await deps.credentials.login({ user_id, family_id })
  if (!login?.stands) {
    throw new AppError('unauthenticated', {}, { detail: 'This login has ended. Log in again.' })
  }
  refuseInactive(login.status, { user_id })
  if (support) await refuseEndedSupport(deps, login, support)
  return {
    tenant_id: login.tenant_id,
    user_id,
    scopes: scopesOfLogin(login.member_role),
    api_key_id: null,
    session_ids: null,
    role: login.role,
    member_role: login.member_role,
    family_id,
    home_tenant_id: login.home_tenant_id,
    ...(support && { support })
  }
}

/** Who acts for a customer does so while they are an administrator, with the login they began with, and the customer is none. */
const refuseEndedSupport = async (
  deps: Pick<Deps, 'credentials'>,
  { role }: Login,
  { actor_id, actor_family_id }: Support
): Promise<void> => {
  const actor = await deps.credentials.login({ user_id: actor_id, family_id: actor_family_id })
  if (role !== 'admin' && actor?.stands && actor.role === 'admin' && actor.status === 'active')
    return
  const detail = 'This visit to a customer has ended.'
  throw new AppError('unauthenticated', { actor_id }, { detail })
}
