import type { CheckoutRow } from '../../domain/checkout.ts'
import type { Tx } from '../../lib/db.ts'

export type SilentCheckout = {
  id: string
  provider: CheckoutRow['provider']
  provider_reference: string | null
}

/**
 * Takes the checkout that has waited longest of those whose provider has said nothing for a while, for whoever asks first: a quarter of an
 * hour after it was made, then twice as long each time and at least once a day, for a month. One that was paid in another way, or replaced,
 * may have been paid on its page all the same, and is asked for a few times.
 */
export const takeSilentCheckout = async (tx: Pick<Tx, 'query'>): Promise<SilentCheckout | null> => {
  const [row] = await tx.query<SilentCheckout>(
    `update checkouts set asked_at = now(), asks = asks + 1
     where id = (
       select id from checkouts
       where provider <> 'manual' and amount_minor is not null and created_at > now() - interval '31 days'
         and (status = 'open' or status in ('paid', 'failed') and asks < 8)
         and coalesce(asked_at, created_at) <= now() - least(interval '1 day', interval '15 minutes' * power(2, least(asks, 10)))
       order by coalesce(asked_at, created_at) limit 1 for no key update skip locked
     ) returning id, provider, provider_reference`,
    [],
    'take_silent_checkout'
  )
  return row ?? null
}
