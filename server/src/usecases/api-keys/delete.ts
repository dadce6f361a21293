import { revokeApiKey } from '../../store/api-keys.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { refuseForeignKey } from './refuse-foreign-scopes.ts'

/** Revokes a key and those made with it: they are refused from now on and listed no more. */
export const deleteApiKey = (deps: Deps, ctx: Context, id: string): Promise<void> =>
  command(deps, ctx, async (tx) => {
    await refuseForeignKey(tx, ctx.tenant, id)
    const row = await revokeApiKey(tx, ctx.tenant.tenant_id, id, deps.clock.now())
    ctx.entry.details = { name: row.name }
  })
