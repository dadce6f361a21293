import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

/** Writes the entry of a change in its transaction. What was made is named by the id in the answer. */
export const writeEntry = async (tx: Tx, ctx: Context, result: unknown): Promise<void> => {
  const { tenant, caller, entry } = ctx
  if (entry.action === null) return
  await insertAudit(tx, {
    tenant_id: tenant.tenant_id,
    actor_id: tenant.support?.actor_id ?? tenant.api_key_id ?? tenant.user_id,
    action: entry.action,
    ip: caller.ip,
    target_id: entry.target_id ?? idOf(result),
    details: { ...entry.details, ...detailsOf(tenant) }
  })
  entry.is_written = true
}

/** Writes the entry of a change that is no single transaction, such as a question to a worker, unless it is written. */
export const recordChange = async (deps: Deps, ctx: Context, result: unknown): Promise<void> => {
  if (ctx.entry.is_written || ctx.entry.action === null || ctx.idempotency?.replayed) return
  await deps.db.withTenant(ctx.tenant, (tx) => writeEntry(tx, ctx, result))
}

const detailsOf = ({ session_id, support, user_id, family_id }: Tenant) => ({
  // Who was given a link has no name; the token was made by the user who is named.
  ...(session_id !== undefined && { by_link: true }),
  ...(support && { support: true, on_behalf_of: user_id, device_id: family_id })
})

const idOf = (result: unknown): string | null => {
  const { id } = (result ?? {}) as { id?: unknown }
  return typeof id === 'string' ? id : null
}
