import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Deps } from '../deps.ts'
import { readAccessToken } from './access-token.ts'
import { refuseInactive } from './refuse-inactive.ts'

/** Who holds this access token. A suspended user, a deleted one and an ended login are refused at once, not when it expires. */
export const verifyAccessToken = async (deps: Deps, token: string): Promise<Tenant> => {
  const { user_id, family_id } = await readAccessToken(deps, token)
  const login = await deps.credentials.login({ user_id, family_id })
  if (!login?.stands) {
    throw new AppError('unauthenticated', {}, { detail: 'This login has ended. Log in again.' })
  }
  refuseInactive(login.status, { user_id })
  return {
    tenant_id: login.tenant_id,
    user_id,
    scopes: null,
    api_key_id: null,
    session_ids: null,
    role: login.role,
    family_id
  }
}
