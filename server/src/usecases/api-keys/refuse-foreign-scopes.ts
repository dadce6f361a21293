import { AppError, invalid } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { getApiKey, isMadeWith } from '../../store/api-keys.ts'

/**
 * Refuses an API key that wants to change, replace or revoke a key that is neither itself nor made with it: else a key
 * could take over the rights of one that outlives it. A person may do so with every key.
 */
export const refuseForeignKey = async (tx: Tx, tenant: Tenant, id: string): Promise<void> => {
  const { tenant_id, api_key_id } = tenant
  if (api_key_id === null || api_key_id === id) return
  await getApiKey(tx, tenant_id, id)
  if (await isMadeWith(tx, tenant_id, id, api_key_id)) return
  const detail = 'An API key may change itself and the keys made with it. Log in for the others.'
  throw new AppError('login_required', { api_key_id: id }, { detail })
}

/** Until when a key may be valid that this caller makes or changes: a key grants nothing beyond its own end. */
export const expiryWithinOwn = async (
  tx: Tx,
  tenant: Tenant,
  wanted: Date | null | undefined
): Promise<Date | null> => {
  const { tenant_id, api_key_id } = tenant
  const own = api_key_id === null ? null : (await getApiKey(tx, tenant_id, api_key_id)).expires_at
  if (wanted === undefined || own === null) return wanted ?? own
  if (wanted !== null && wanted <= own) return wanted
  const end = own.toISOString()
  throw invalid('expires_at', `Must not be later than the end of the key that asks: ${end}.`)
}
