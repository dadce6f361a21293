import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { sha256 } from '../../lib/crypto.ts'
import { wholeTenant } from '../../lib/db.ts'
import { touchApiKey } from '../../store/api-keys.ts'
import { refuseAddress } from '../api-keys/addresses.ts'
import type { Deps } from '../deps.ts'
import { refuseInactive } from './refuse-inactive.ts'

const pattern = /^wak_[\w-]{43}$/
const touch_every_ms = 60_000

/** Whether a credential is meant as an API key. */
export const isApiKey = (credential: string): boolean => credential.startsWith('wak_')

/** Who holds this API key. Its last use is noted at most once a minute, after the answer is known. */
export const verifyApiKey = async (deps: Deps, credential: string, ip: string): Promise<Tenant> => {
  if (!pattern.test(credential)) throw new AppError('unauthenticated')
  const key = await deps.credentials.apiKey(sha256(credential))
  if (!key) throw new AppError('unauthenticated')
  const now = deps.clock.now()
  if (key.revoked_at) {
    throw new AppError('unauthenticated', {}, { detail: 'This API key was revoked.' })
  }
  if (key.expires_at && key.expires_at <= now) {
    throw new AppError('unauthenticated', {}, { detail: 'This API key has expired.' })
  }
  refuseInactive(key.user_status, { key_id: key.id })
  refuseAddress(key.allowed_addresses, ip, key.id)
  if (!key.last_used_at || now.getTime() - key.last_used_at.getTime() > touch_every_ms) {
    deps.background.run('note use of an API key', () =>
      deps.db.withTenant(wholeTenant(key.tenant_id), (tx) => touchApiKey(tx, key.id, now))
    )
  }
  return {
    tenant_id: key.tenant_id,
    user_id: key.user_id,
    scopes: key.scopes,
    api_key_id: key.id,
    session_ids: key.session_ids.length > 0 ? key.session_ids : null,
    requests_per_minute_max: key.requests_per_minute_max,
    role: key.user_role,
    home_tenant_id: key.home_tenant_id
  }
}
