import ipaddr from 'ipaddr.js'
import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { isWithin, parseNetworks } from '../../lib/networks.ts'
import { getApiKey } from '../../store/api-keys.ts'

/** Refuses a key that may not be used from there. None listed: from anywhere. */
export const refuseAddress = (allowed: string[], ip: string, key_id: string): void => {
  if (allowed.length === 0) return
  const networks = parseNetworks(allowed.join(',')) ?? []
  if (ipaddr.isValid(ip) && isWithin(ipaddr.process(ip), networks)) return
  throw new AppError('address_not_allowed', { key_id })
}

/**
 * From where a key may be used that this caller makes or changes. Only a person decides that; a key that is made with
 * another one may be used from where that one may.
 */
export const allowedAddresses = async (
  tx: Tx,
  { tenant_id, api_key_id }: Tenant,
  wanted: string[] | undefined
): Promise<string[] | undefined> => {
  if (api_key_id === null) return wanted && [...new Set(wanted)]
  if (wanted === undefined) return (await getApiKey(tx, tenant_id, api_key_id)).allowed_addresses
  const detail = 'Only a person says from where a key may be used. Log in for that.'
  throw new AppError('login_required', { api_key_id }, { detail })
}
