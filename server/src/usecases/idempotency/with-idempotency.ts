import type { Idempotency } from '../../domain/idempotency.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import type { KeyRing } from '../../lib/key-ring.ts'
import {
  findIdempotencyKeys,
  insertIdempotencyKeys,
  updateIdempotencyResponses
} from '../../store/idempotency-keys.ts'
import { type Kept, openAnswer, sealAnswer } from './stored-answer.ts'

/** What is kept of the call that had this key before; null: none had. For work that is not to be begun in vain then. */
export const findKept = async (
  tx: Tx,
  { tenant_id }: Tenant,
  idempotency: Idempotency | undefined
): Promise<Kept | null> => {
  if (!idempotency) return null
  const [kept] = await findIdempotencyKeys(tx, tenant_id, [idempotency.key])
  return kept ?? null
}

/**
 * Does `work` once for each key of a tenant, however often and however concurrently it is called, and gives every caller
 * the same answer. Key, work and answer stand in the one transaction `tx`: when it rolls back, nothing was done. Put all
 * that writes inside `work`, and what must happen after the commit (a poke) behind `!idempotency?.replayed`.
 */
export const withIdempotency = async <T>(
  deps: { jwt_secret: KeyRing },
  tx: Tx,
  tenant: Tenant,
  idempotency: Idempotency | undefined,
  work: () => Promise<T>
): Promise<T> => {
  if (!idempotency) return work()
  const { tenant_id } = tenant
  const { key } = idempotency
  // Waits here while another transaction works under the same key.
  const first = await insertIdempotencyKeys(tx, tenant_id, [idempotency])
  if (first.length === 0) {
    const [kept] = await findIdempotencyKeys(tx, tenant_id, [key])
    return openAnswer(deps, tenant_id, idempotency, kept ?? null)
  }
  const result = await work()
  const response = sealAnswer(deps, tenant_id, key, result)
  await updateIdempotencyResponses(tx, tenant_id, [{ key, response }])
  return result
}
