import { AppError } from '../../domain/errors.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { deriveKey, seal, unseal } from '../../lib/crypto.ts'
import type { Tx } from '../../lib/db.ts'
import {
  findIdempotencyKey,
  insertIdempotencyKey,
  updateIdempotencyResponse
} from '../../store/idempotency-keys.ts'

/**
 * Does `work` once for each key of a tenant, however often and however concurrently it is called, and gives every caller
 * the same answer. Key, work and answer stand in the one transaction `tx`: when it rolls back, nothing was done. Put all
 * that writes inside `work`, and what must happen after the commit (a poke) behind `!idempotency?.replayed`.
 */
export const withIdempotency = async <T>(
  deps: { jwt_secret: Buffer },
  tx: Tx,
  tenant: Tenant,
  idempotency: Idempotency | undefined,
  work: () => Promise<T>
): Promise<T> => {
  if (!idempotency) return work()
  const { key, fingerprint } = idempotency
  const seal_key = deriveKey(deps.jwt_secret, 'kept answers')
  const context = `${tenant.tenant_id} ${key}`

  // Waits here while another transaction works under the same key.
  const first = await insertIdempotencyKey(tx, tenant.tenant_id, key, fingerprint)
  if (first) {
    // step: idempotency key taken
    const result = await work()
    const answer = Buffer.from(JSON.stringify({ result }))
    await updateIdempotencyResponse(tx, tenant.tenant_id, key, seal(seal_key, answer, context))
    // step: answer kept
    return result
  }

  const kept = await findIdempotencyKey(tx, tenant.tenant_id, key)
  if (!kept?.response) throw new AppError('idempotency_running')
  if (!kept.fingerprint.equals(fingerprint)) throw new AppError('idempotency_key_reused')
  idempotency.replayed = true
  const { result } = JSON.parse(unseal(seal_key, kept.response, context).toString()) as {
    result: T
  }
  return result
}
