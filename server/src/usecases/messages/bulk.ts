import { AppError, errors } from '../../domain/errors.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { WorkerAddress } from '../../domain/worker-control.ts'
import type { Deps } from '../deps.ts'
import { withIdempotency } from '../idempotency/with-idempotency.ts'
import { acceptMessages } from './accept.ts'
import type { SendMessage } from './queued-message.ts'

export type BulkItem = SendMessage | AppError

export type BulkResult = {
  accepted: number
  refused: number
  results: Record<string, unknown>[]
}

/**
 * Accepts many messages in one transaction, in their order, with an answer for each: one that is refused (an AppError
 * comes in for what was no message at all) does not keep the others.
 */
export const sendMessages = async (
  deps: Deps,
  tenant: Tenant,
  items: BulkItem[],
  idempotency: Idempotency | undefined
): Promise<BulkResult> => {
  const workers = new Map<string, WorkerAddress>()
  const result = await deps.db.withTenant(tenant, (tx) =>
    withIdempotency(deps, tx, tenant, idempotency, async () => {
      const now = deps.clock.now()
      const answers = await acceptMessages(tx, tenant.tenant_id, items, 'bulk', now)
      const results = answers.map((one, index) => {
        if (one instanceof AppError) return { index, status: 'refused', error: refusal(one) }
        if (one.worker) workers.set(one.worker.instance_id, one.worker)
        return { index, status: 'accepted', message: one.view }
      })
      const refused = answers.filter((one) => one instanceof AppError).length
      return { accepted: answers.length - refused, refused, results }
    })
  )
  for (const worker of workers.values()) deps.workers.poke(worker)
  return result
}

const refusal = (error: AppError): Record<string, unknown> => ({
  code: error.code,
  title: errors[error.code].title,
  detail: error.detail ?? errors[error.code].text,
  errors: error.fields
})
