import { z } from 'zod'
import { enterPayment, type Settled } from '../../billing/provider-payment.ts'
import type { Db } from '../../lib/db.ts'
import { ProviderError, type ProviderName } from '../../payments/contract.ts'
import { endNotice, findNotice } from '../../store/payments/notices.ts'
import { defineTask, type PaymentDeps, v1 } from '../task.ts'

/**
 * Asks the provider what has become of the payment that it has told of, and enters that. The notice ends in the same transaction, so it
 * is looked at again if the process is killed before.
 */
export const settlePayment = async (
  db: Db,
  { providers }: PaymentDeps,
  notice_id: string
): Promise<Settled | 'refused' | null> => {
  const notice = await findNotice(db, notice_id)
  if (notice?.status !== 'stored' || notice.reference === null) return null
  const name = notice.provider as ProviderName
  const provider = providers.get(name)
  if (!provider) throw new ProviderError('unavailable', `${name} is not set up here`)
  const payment = await provider.read(notice.reference).catch(async (error: unknown) => {
    if (!(error instanceof ProviderError) || error.kind !== 'refused') throw error
    await endNotice(db, notice_id, 'ignored', error.message)
    return null
  })
  if (!payment) return 'refused'
  return db.transaction(async (tx) => {
    // The connections of this role do not wait for the disk otherwise.
    tx.send('set local synchronous_commit = on')
    const settled = await enterPayment(tx, name, payment)
    await endNotice(tx, notice_id, settled === 'foreign' ? 'ignored' : 'done', settled)
    return settled
  })
}

/** See `settlePayment`. `keep_payment_notice` puts it with the row. */
export const settlePaymentTask = defineTask({
  name: 'settle_payment',
  payload: z.object({ v: v1, notice_id: z.string() }),
  run: async ({ db, log, payments }, { notice_id }) => {
    if (!payments) throw new Error('this process settles no payments')
    const settled = await settlePayment(db, payments, notice_id)
    if (settled === 'to_wallet') log.warn({ notice_id }, 'a payment did not fit its invoice')
    else log.info({ notice_id, settled }, 'payment settled')
  }
})
