import { lifeDays } from '../../billing/life.ts'
import { issueRenewal, withdrawRenewal } from '../../billing/renewal.ts'
import { AppError } from '../../domain/errors.ts'
import type { Db, Tx } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import { listRenewals, listUnwanted } from '../../store/subscriptions/next.ts'
import { defineTask, no_payload } from '../task.ts'

const at_once = 500

/**
 * Issues the invoices for the periods that follow, so many days before, and takes those back that nobody wants any more. What is left is
 * seen to a quarter of an hour later. Returns how many were issued.
 */
export const issueRenewals = async (db: Db, log: Log, stopping: AbortSignal): Promise<number> => {
  const { renewal_days } = await lifeDays(db)
  for (const tenant_id of await listUnwanted(db, at_once))
    if (!stopping.aborted) await each(db, log, tenant_id, (tx) => withdrawRenewal(tx, tenant_id))
  let issued = 0
  for (const tenant_id of await listRenewals(db, renewal_days, at_once)) {
    if (stopping.aborted) break
    const invoice = await each(db, log, tenant_id, (tx) =>
      issueRenewal(tx, tenant_id, renewal_days)
    )
    // step: renewal committed
    if (invoice) issued++
  }
  return issued
}

/** What cannot be issued for one customer, because nobody sells or a price has gone, does not keep the others. */
const each = async <T>(
  db: Db,
  log: Log,
  tenant_id: string,
  work: (tx: Tx) => Promise<T>
): Promise<T | null> => {
  try {
    return await db.transaction(async (tx) => {
      // The connections of this role do not wait for the disk otherwise.
      tx.send('set local synchronous_commit = on')
      return work(tx)
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    log.warn({ tenant_id, code: error.code }, 'an invoice for a renewal cannot be issued')
    return null
  }
}

/** See `issueRenewals`; every quarter of an hour. */
export const issueRenewalsTask = defineTask({
  name: 'issue_renewals',
  payload: no_payload,
  schedule: '*/15 * * * *',
  run: async ({ db, log }, _payload, stopping) => {
    const issued = await issueRenewals(db, log, stopping)
    if (issued > 0) log.info({ issued }, 'invoices for renewals issued')
  }
})
