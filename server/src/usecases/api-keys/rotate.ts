import type { ApiKeyRow } from '../../domain/api-key.ts'
import { requireScopes } from '../../domain/scope.ts'
import { lockApiKey, replaceApiKey } from '../../store/api-keys.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { holdRights } from '../team/may-manage.ts'
import { newKey } from './new-key.ts'
import { refuseForeignKey } from './refuse-foreign-scopes.ts'

/** Replaces the key by a new one with the same rights; the old one is refused from now on, or after so many seconds. */
export const rotateApiKey = (
  deps: Deps,
  ctx: Context,
  id: string,
  overlap_seconds: number
): Promise<ApiKeyRow & { key: string }> => {
  const { tenant } = ctx
  const { tenant_id } = tenant
  return command(
    deps,
    ctx,
    async (tx) => {
      const { key, ...kept } = newKey()
      const row = await replaceApiKey(tx, { id, tenant_id, ...kept }, overlap_seconds)
      if (overlap_seconds > 0) ctx.entry.details = { overlap_seconds }
      return { ...row, key }
    },
    async (tx) => {
      const rights = await holdRights(tx, tenant)
      const before = await lockApiKey(tx, tenant_id, id)
      // Who is shown a key can do what the key can do: asked before an answer that is kept is given again, too.
      requireScopes(rights, before.scopes, 'to be shown this key')
      await refuseForeignKey(tx, tenant, id)
    }
  )
}
