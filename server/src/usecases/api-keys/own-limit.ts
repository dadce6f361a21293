import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { getApiKey } from '../../store/api-keys.ts'

/**
 * How many requests a minute a key may make that this caller makes or changes; undefined: as before. Only a person decides that;
 * a key that is made with another one has its limit.
 */
export const ownLimit = async (
  tx: Tx,
  { tenant_id, api_key_id }: Tenant,
  wanted: number | null | undefined
): Promise<number | null | undefined> => {
  if (api_key_id === null) return wanted
  if (wanted === undefined)
    return (await getApiKey(tx, tenant_id, api_key_id)).requests_per_minute_max
  const detail = 'Only a person says how many requests a key may make. Log in for that.'
  throw new AppError('login_required', { api_key_id }, { detail })
}
