import type { Db } from '../../lib/db.ts'
import { takeQuotaReturns } from '../../store/messages/quota-returns.ts'
import { giveBackMessageQuotas } from '../../store/usage/message-quotas.ts'
import { defineTask, no_payload } from '../task.ts'

const piece = 1_000

/**
 * Gives back what messages took of their quota that have failed without ever leaving: not where they fail, so that nobody who
 * fails messages waits for a counter. Returns how many.
 */
export const returnQuotas = async (db: Db, stopping: AbortSignal): Promise<number> => {
  let returned = 0
  while (!stopping.aborted) {
    const count = await db.transaction(async (tx) => {
      const months = await takeQuotaReturns(tx, piece)
      for (const { tenant_id, month, count } of months)
        await giveBackMessageQuotas(tx, tenant_id, month, count)
      return months.reduce((sum, month) => sum + month.count, 0)
    })
    if (count === 0) break
    returned += count
  }
  return returned
}

/** See `returnQuotas`; every minute. */
export const returnQuotasTask = defineTask({
  name: 'return_quotas',
  payload: no_payload,
  schedule: '* * * * *',
  run: async ({ db, log }, _payload, stopping) => {
    const messages = await returnQuotas(db, stopping)
    if (messages > 0) log.info({ messages }, 'quota of messages that never left was given back')
  }
})
