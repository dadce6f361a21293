import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { ProviderError } from '../../payments/contract.ts'
import { findCheckout, updateCheckout } from '../../store/payments/checkouts.ts'
import { openCheckout } from '../payments/open-checkout.ts'
import { defineTask, type PaymentDeps, v1 } from '../task.ts'

/** So long the provider is asked again. */
const patience_ms = 10 * 60_000

/**
 * Issues the invoice of a checkout, pays of it what the wallet holds, and has the provider make a page for the rest. Each step is in the
 * books before the next one, so whoever is killed in between goes on from there: the invoice is issued once, and the provider is asked
 * for the same checkout.
 */
export const prepareCheckout = async (
  db: Db,
  payments: PaymentDeps,
  checkout_id: string,
  now = new Date()
): Promise<void> => {
  const charge = await durable(db, (tx) => openCheckout(tx, checkout_id, payments.base))
  if (!charge) return
  const provider = payments.providers.get(charge.provider)
  try {
    if (!provider) throw new ProviderError('refused', 'this provider is not set up')
    const { url, instructions, reference } = await provider.checkout(charge)
    await durable(db, (tx) =>
      updateCheckout(tx, checkout_id, {
        ...{ status: 'open', url, instructions, provider_reference: reference }
      })
    )
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const row = await durable(db, (tx) => findCheckout(tx, checkout_id))
    const late = !row || now.getTime() - row.created_at.getTime() > patience_ms
    if (error.kind === 'unavailable' && !late) throw error
    const said = 'The payment provider did not make a page. Begin again, or pay in another way.'
    await durable(db, (tx) => updateCheckout(tx, checkout_id, { status: 'failed', error: said }))
  }
}

/** The connections of this role do not wait for the disk otherwise. */
const durable = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    tx.send('set local synchronous_commit = on')
    return work(tx)
  })

/** See `prepareCheckout`. A trigger puts it with the row. */
export const prepareCheckoutTask = defineTask({
  name: 'prepare_checkout',
  payload: z.object({ v: v1, checkout_id: z.string() }),
  run: async ({ db, log, payments }, { checkout_id }) => {
    if (!payments) throw new Error('this process prepares no checkouts')
    try {
      await prepareCheckout(db, payments, checkout_id)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      log.warn({ checkout_id, code: error.code }, 'a checkout cannot be prepared')
      await updateCheckout(db, checkout_id, { status: 'failed', error: error.message })
    }
  }
})
