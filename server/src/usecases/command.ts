import type { Tx } from '../lib/db.ts'
import { writeEntry } from './audit/write.ts'
import type { Context } from './context.ts'
import type { Deps } from './deps.ts'
import { withIdempotency } from './idempotency/with-idempotency.ts'

/**
 * A change in one transaction: the change itself, its entry in the audit log and, under an Idempotency-Key, the answer are
 * all there or none is. Put all that writes inside `work`, and what must happen after the commit (a poke) behind
 * `!ctx.idempotency?.replayed`. `first` is done before an answer that is kept is given again, too.
 */
export const command = <T>(
  deps: Deps,
  ctx: Context,
  work: (tx: Tx) => Promise<T>,
  first?: (tx: Tx) => Promise<unknown>
): Promise<T> =>
  deps.db.withTenant(ctx.tenant, async (tx) => {
    await first?.(tx)
    return withIdempotency(deps, tx, ctx.tenant, ctx.idempotency, async () => {
      const result = await work(tx)
      await writeEntry(tx, ctx, result)
      return result
    })
  })
