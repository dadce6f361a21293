import type { Idempotency } from '../../domain/idempotency.ts'
import type { Tenant } from '../../domain/tenant.ts'
import {
  deleteIdempotencyKeys,
  findIdempotencyKeys,
  insertIdempotencyKeys,
  updateIdempotencyResponses
} from '../../store/idempotency-keys.ts'
import type { Deps } from '../deps.ts'
import { openAnswer, sealAnswer } from './stored-answer.ts'

/**
 * Does `work` once for each key of a tenant and gives those who ask again the first answer; for work that is no one
 * transaction, such as what waits for a worker. While it runs others are refused with idempotency_running. A failure
 * frees the key. So does the end of the process in the middle of it, two minutes later: the work must bear being repeated.
 */
export const answerOnce = async <T>(
  deps: Deps,
  tenant: Tenant,
  idempotency: Idempotency,
  work: () => Promise<T>
): Promise<T> => {
  const { tenant_id } = tenant
  const { key } = idempotency
  const before = await deps.db.withTenant(tenant, async (tx) => {
    const first = await insertIdempotencyKeys(tx, tenant_id, [idempotency])
    if (first.length > 0) return null
    const [kept] = await findIdempotencyKeys(tx, tenant_id, [key])
    return { answer: openAnswer<T>(deps, tenant_id, idempotency, kept ?? null) }
  })
  if (before) return before.answer
  let result: T
  try {
    result = await work()
  } catch (error) {
    // The reason of the caller is the first error, whatever else goes wrong.
    await deps.db
      .withTenant(tenant, (tx) => deleteIdempotencyKeys(tx, tenant_id, [key]))
      .catch((err: unknown) => deps.log.warn({ err }, 'an idempotency key could not be freed'))
    throw error
  }
  const response = sealAnswer(deps, tenant_id, key, result)
  await deps.db.withTenant(tenant, (tx) =>
    updateIdempotencyResponses(tx, tenant_id, [{ key, response }])
  )
  return result
}
