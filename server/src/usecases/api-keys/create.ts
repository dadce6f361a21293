import type { ApiKeyRow } from '../../domain/api-key.ts'
import { newId } from '../../domain/ids.ts'
import { requireScopes } from '../../domain/scope.ts'
import type { Scope } from '../../domain/tenant.ts'
import { countApiKeys, insertApiKey } from '../../store/api-keys.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { refuseOverPlan } from '../plans/refuse-over-plan.ts'
import { holdRights } from '../team/may-manage.ts'
import { allowedAddresses } from './addresses.ts'
import { futureExpiry } from './expiry.ts'
import { newKey } from './new-key.ts'
import { ownLimit } from './own-limit.ts'
import { ownSessions } from './own-sessions.ts'
import { expiryWithinOwn } from './refuse-foreign-scopes.ts'

export type NewApiKey = {
  name: string
  scopes: Scope[]
  expires_at?: string | null | undefined
  allowed_addresses?: string[] | undefined
  session_ids?: string[] | undefined
  requests_per_minute_max?: number | null | undefined
}

/**
 * Makes an API key with scopes of the caller's own. The key is in this answer and in no other. One made with another key
 * has no right and no day more than that one, and is revoked with it.
 */
export const createApiKey = async (
  deps: Deps,
  ctx: Context,
  input: NewApiKey
): Promise<ApiKeyRow & { key: string }> => {
  const { tenant_id, user_id } = ctx.tenant
  return command(deps, ctx, async (tx) => {
    requireScopes(await holdRights(tx, ctx.tenant), input.scopes, 'to give it away')
    const wanted = futureExpiry(input.expires_at, deps.clock.now())
    const expires_at = await expiryWithinOwn(tx, ctx.tenant, wanted)
    const allowed_addresses =
      (await allowedAddresses(tx, ctx.tenant, input.allowed_addresses)) ?? []
    const session_ids = await ownSessions(tx, tenant_id, input.session_ids ?? [])
    const requests_per_minute_max =
      (await ownLimit(tx, ctx.tenant, input.requests_per_minute_max)) ?? null
    await refuseOverPlan(tx, tenant_id, 'api_keys_max', countApiKeys)
    const { key, ...kept } = newKey()
    const id = newId('api_key')
    const scopes = [...new Set(input.scopes)]
    const name = input.name
    const row = await insertApiKey(tx, {
      id,
      tenant_id,
      user_id,
      name,
      scopes,
      expires_at,
      allowed_addresses,
      session_ids,
      requests_per_minute_max,
      created_by_key_id: ctx.tenant.api_key_id,
      ...kept
    })
    ctx.entry.details = { name, scopes }
    return { ...row, key }
  })
}
