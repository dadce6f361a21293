import { sha256 } from '../../lib/crypto.ts'
import type { Branding } from '../../schemas/branding.ts'
import { findBranding } from '../../store/brandings.ts'
import { brandingView } from '../account/branding-view.ts'
import { isValidLinkToken } from '../auth/verify-link-token.ts'
import type { Deps } from '../deps.ts'

export type OpenedLink = {
  state: 'open' | 'used' | 'expired' | 'unknown'
  session_id: string | null
  brand: Branding
}

const unknown: OpenedLink = { state: 'unknown', session_id: null, brand: brandingView(null) }

/**
 * What the page behind a link token shows. Looking at it uses nothing up: programs that make previews of links look too. A link
 * that has ended still shows whose it was; one that never was, or was taken back, does not.
 */
export const openLink = async (deps: Deps, token: string): Promise<OpenedLink> => {
  if (!isValidLinkToken(token)) return unknown
  const found = await deps.credentials.linkToken(sha256(token))
  if (!found?.stands || found.user_status !== 'active') return unknown
  const { tenant_id, session_id, user_id, user_role: role } = found
  const tenant = {
    tenant_id,
    user_id,
    role,
    session_id,
    scopes: [],
    api_key_id: null,
    session_ids: null
  }
  const row = await deps.db.withTenant(tenant, (tx) => findBranding(tx, tenant_id))
  return {
    state: stateOf(found, deps.clock.now()),
    session_id,
    brand: brandingView(row)
  }
}

const stateOf = (
  { used_at, expires_at }: { used_at: Date | null; expires_at: Date },
  now: Date
): OpenedLink['state'] => {
  if (used_at) return 'used'
  return expires_at <= now ? 'expired' : 'open'
}
