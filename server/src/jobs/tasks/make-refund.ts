import { z } from 'zod'
import { enterPayment, type Settled } from '../../billing/provider-payment.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { ProviderError, type ProviderName } from '../../payments/contract.ts'
import { insertAudit } from '../../store/audit-log.ts'
import {
  type AskedRefund,
  claimRefund,
  endRefund,
  findRefund,
  noteAccepted
} from '../../store/payments/refunds.ts'
import { defineTask, type PaymentDeps, v1 } from '../task.ts'

/** So long the provider is asked again. */
const patience_ms = 3 * 86_400_000

/**
 * Has a provider give money back, once, and enters what it says of the payment after that; only then does it count. Whoever is killed in
 * between, or has not heard the answer, is followed by one who reads whether it has gone back, and asks for the same again when it has
 * not shown for a while.
 */
export const makeRefund = async (
  db: Db,
  { providers }: PaymentDeps,
  refund_id: string,
  now = new Date()
): Promise<Settled | 'refused' | null> => {
  const refund = await findRefund(db, refund_id)
  if (refund?.status !== 'pending') return null
  const name = refund.provider as ProviderName
  try {
    const provider = providers.get(name)
    if (!provider) throw new ProviderError('refused', 'this provider is not set up')
    const asks = await claimRefund(db, refund_id)
    const payment = asks
      ? await provider.refund({ ...refund, refund_id })
      : await provider.read(refund.reference)
    const shows = payment.refunded_minor >= refund.refunded_before_minor + refund.amount_minor
    const settled = await durable(db, async (tx) => {
      // First the subscription is locked, and what belongs to it after that, as everywhere.
      const entered = await enterPayment(tx, name, payment)
      if (asks && !shows) await noteAccepted(tx, refund_id)
      return entered
    })
    if (shows) return settled
    throw new ProviderError('unavailable', `${name} does not show yet that the money has gone back`)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const is_late = now.getTime() - refund.created_at.getTime() > patience_ms
    if (error.kind === 'unavailable' && !is_late) throw error
    await durable(db, (tx) => giveUp(tx, refund, error.message))
    return 'refused'
  }
}

const giveUp = async (
  tx: Tx,
  { id, tenant_id, payment_id, invoice_id, amount_minor, currency }: AskedRefund,
  error: string
): Promise<void> => {
  if (!(await endRefund(tx, id, 'failed', error))) return
  await insertAudit(tx, {
    ...{ tenant_id, actor_id: null, action: 'payment.refund_failed', target_id: invoice_id },
    details: { refund_id: id, payment_id, amount_minor, currency, error }
  })
}

/** The connections of this role do not wait for the disk otherwise. */
const durable = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    tx.send('set local synchronous_commit = on')
    return work(tx)
  })

/** See `makeRefund`. A trigger puts it with the row. */
export const makeRefundTask = defineTask({
  name: 'make_refund',
  payload: z.object({ v: v1, refund_id: z.string() }),
  run: async ({ db, log, payments }, { refund_id }) => {
    if (!payments) throw new Error('this process makes no refunds')
    const settled = await makeRefund(db, payments, refund_id)
    if (settled === 'refused') log.warn({ refund_id }, 'a refund was not made')
    else log.info({ refund_id, settled }, 'refund made')
  }
})
