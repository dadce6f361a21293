import { AppError, type FieldError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import type { ShownOptOutWords } from '../../schemas/opt-out.ts'
import {
  defaultOptOutWords,
  deleteOptOutWords,
  findOptOutWords,
  foldWords,
  type OptOutWordsRow,
  putOptOutWords
} from '../../store/opt-outs.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

/** The words by which people say that they want no more messages, or want them again. */
export const readOptOutWords = (deps: Deps, tenant: Tenant): Promise<ShownOptOutWords> =>
  deps.db.withTenant(tenant, (tx) => wordsOf(tx, tenant.tenant_id))

const wordsOf = async (tx: Tx, tenant_id: string): Promise<ShownOptOutWords> => {
  const own = await findOptOutWords(tx, tenant_id)
  return { is_default: own === null, ...(own ?? (await defaultOptOutWords(tx))) }
}

/** From now on these words count, and no others. */
export const setOptOutWords = (
  deps: Deps,
  ctx: Context,
  given: OptOutWordsRow
): Promise<ShownOptOutWords> =>
  command(deps, ctx, async (tx) => {
    ctx.entry.target_id = ctx.tenant.tenant_id
    const stop_folded = await foldWords(tx, given.stop_words)
    const start_folded = await foldWords(tx, given.start_words)
    const fields = [
      ...problems('stop_words', stop_folded, []),
      ...problems('start_words', start_folded, stop_folded)
    ]
    if (fields.length > 0) throw new AppError('validation_failed', {}, { fields })
    await putOptOutWords(tx, ctx.tenant.tenant_id, { ...given, stop_folded, start_folded })
    return wordsOf(tx, ctx.tenant.tenant_id)
  })

const problems = (path: string, folded: string[], others: string[]): FieldError[] =>
  folded.flatMap((word, index) => {
    if (word === '') return { path: `${path}.${index}`, message: 'Has no letters or digits.' }
    if (others.includes(word))
      return { path: `${path}.${index}`, message: 'Is among stop_words, too.' }
    return []
  })

/** From now on the words of everybody count again. */
export const resetOptOutWords = (deps: Deps, ctx: Context): Promise<void> =>
  command(deps, ctx, (tx) => {
    ctx.entry.target_id = ctx.tenant.tenant_id
    return deleteOptOutWords(tx, ctx.tenant.tenant_id)
  })
