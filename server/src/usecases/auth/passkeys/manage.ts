import type { Tenant } from '../../../domain/tenant.ts'
import {
  deletePasskey as deleteRow,
  listPasskeys,
  type PasskeyRow,
  renamePasskey as renameRow
} from '../../../store/passkeys.ts'
import { command } from '../../command.ts'
import type { Context } from '../../context.ts'
import type { Deps } from '../../deps.ts'

/** The caller's own. */
export const readPasskeys = (deps: Deps, tenant: Tenant): Promise<PasskeyRow[]> =>
  deps.db.withTenant(tenant, (tx) => listPasskeys(tx, tenant.user_id))

export const renamePasskey = (
  deps: Deps,
  ctx: Context,
  id: string,
  name: string
): Promise<PasskeyRow> => command(deps, ctx, (tx) => renameRow(tx, ctx.tenant.user_id, id, name))

/** It opens nothing from now on. Log-ins that were made with it go on. */
export const deletePasskey = (deps: Deps, ctx: Context, id: string): Promise<void> =>
  command(deps, ctx, async (tx) => {
    const { name } = await deleteRow(tx, ctx.tenant.user_id, id)
    Object.assign(ctx.entry, { target_id: id, details: { name } })
  })
