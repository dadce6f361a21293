import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { sha256 } from '../../lib/crypto.ts'
import type { Deps } from '../deps.ts'
import { refuseInactive } from './refuse-inactive.ts'

const pattern = /^wlt_[\w-]{43}$/

/** Whether a credential is meant as a link token. */
export const isLinkToken = (credential: string): boolean => credential.startsWith('wlt_')

/** Whether this has the form of a link token, whether or not there is one like it. */
export const isValidLinkToken = (credential: string): boolean => pattern.test(credential)

/** Who holds this link token: somebody who may link one session of the tenant, and nothing else. */
export const verifyLinkToken = async (deps: Deps, credential: string): Promise<Tenant> => {
  if (!pattern.test(credential)) throw new AppError('unauthenticated')
  const token = await deps.credentials.linkToken(sha256(credential))
  if (!token?.stands) throw new AppError('unauthenticated', {}, { detail: 'This link has ended.' })
  const { tenant_id, session_id, user_id } = token
  refuseInactive(token.user_status, { user_id })
  if (token.used_at) throw new AppError('link_token_used', { session_id })
  if (token.expires_at <= deps.clock.now()) {
    throw new AppError('unauthenticated', {}, { detail: 'This link has expired.' })
  }
  return {
    tenant_id,
    user_id,
    scopes: ['sessions:read', 'sessions:write'],
    api_key_id: null,
    session_ids: null,
    role: token.user_role,
    session_id
  }
}
