import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { CallingProvider, Delivered } from '../../payments/contract.ts'
import { keepNotice } from '../../store/payments/notices.ts'
import type { Deps } from '../deps.ts'

/**
 * Keeps what a payment provider has posted, as it came, once it has proved that it comes from there. Nothing of it counts: a job asks the
 * provider what has become of the payment.
 */
export const receiveNotice = async (
  deps: Deps,
  provider: string,
  delivered: Delivered
): Promise<{ received: true }> => {
  const verify = deps.payment_verifiers.get(provider as CallingProvider)
  if (!verify) throw new AppError('not_found', { provider })
  const notice = verify(delivered, deps.clock.now())
  if (!notice) throw new AppError('payment_signature_invalid', { provider })
  // Whoever posts what is of no concern is answered, and nothing is kept of it.
  if (notice.reference !== null)
    await keepNotice(deps.db, {
      id: newId('payment_notice'),
      provider,
      ...notice,
      raw: delivered.raw
    })
  return { received: true }
}
