import { enterPayment, type Settled } from '../../billing/provider-payment.ts'
import type { Db } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import { ProviderError, type ProviderPayment } from '../../payments/contract.ts'
import type { Providers } from '../../payments/open.ts'
import { type SilentCheckout, takeSilentCheckout } from '../../store/payments/silent-checkouts.ts'
import { defineTask, no_payload } from '../task.ts'

const at_once = 50

/**
 * Asks the providers what has become of checkouts of which they have said nothing, so that a webhook that never comes loses no payment. What
 * was paid is entered as if it had been told; it may be entered any number of times. Each is taken when it is asked for: a process that
 * is killed has taken no other one. Returns what that came to.
 */
export const askProviders = async (
  db: Db,
  providers: Providers,
  log: Log,
  stopping: AbortSignal
): Promise<Settled[]> => {
  const settled: Settled[] = []
  for (let nth = 0; nth < at_once && !stopping.aborted; nth++) {
    const checkout = await takeSilentCheckout(db)
    if (!checkout) break
    const payment = await found(providers, checkout, log)
    if (!payment) continue
    settled.push(
      await db.transaction((tx) => {
        // The connections of this role do not wait for the disk otherwise.
        tx.send('set local synchronous_commit = on')
        return enterPayment(tx, checkout.provider, payment)
      })
    )
  }
  return settled
}

/** null: nothing was paid, or the provider cannot be asked now and is asked again later. */
const found = async (
  providers: Providers,
  { id, provider, provider_reference }: SilentCheckout,
  log: Log
): Promise<ProviderPayment | null> => {
  try {
    const asked = providers.get(provider)
    return (await asked?.find({ checkout_id: id, reference: provider_reference })) ?? null
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    log.warn({ checkout_id: id, err: error }, 'a provider cannot be asked for a checkout')
    return null
  }
}

/** See `askProviders`; every five minutes. */
export const askProvidersTask = defineTask({
  name: 'ask_providers',
  payload: no_payload,
  schedule: '*/5 * * * *',
  run: async ({ db, log, payments }, _payload, stopping) => {
    if (!payments) return
    const settled = await askProviders(db, payments.providers, log, stopping)
    const news = settled.filter((one) => one !== 'known' && one !== 'pending')
    if (news.length > 0) log.info({ settled: news }, 'payments found that nobody had told of')
  }
})
