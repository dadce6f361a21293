import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { listDevices, revokeFamily } from '../../store/refresh-tokens.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

export type Device = {
  id: string
  user_agent: string | null
  ip: string | null
  created_at: Date
  last_used_at: Date
  expires_at: Date
  current: boolean
}

/** Where the caller is logged in. */
export const readDevices = (deps: Deps, tenant: Tenant): Promise<Device[]> =>
  deps.db.withTenant(tenant, async (tx) => {
    const rows = await listDevices(tx, tenant.user_id, deps.clock.now())
    return rows.map((row) => ({
      id: row.id,
      user_agent: row.user_agent,
      ip: row.ip,
      created_at: row.created_at,
      last_used_at: row.last_used_at,
      expires_at: row.expires_at,
      current: row.id === tenant.family_id
    }))
  })

/** Ends the login of one device. */
export const deleteDevice = (deps: Deps, ctx: Context, id: string): Promise<void> =>
  command(deps, ctx, async (tx) => {
    const ended = await revokeFamily(tx, ctx.tenant.user_id, id, deps.clock.now())
    if (!ended) throw new AppError('not_found', { device_id: id })
    Object.assign(ctx.entry, { target_id: ctx.tenant.user_id, details: { device_id: id } })
  })
