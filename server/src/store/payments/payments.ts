import { AppError } from '../../domain/errors.ts'
import type { PaymentRow } from '../../domain/invoice.ts'
import type { Tx } from '../../lib/db.ts'

export type KeptPayment = Pick<
  PaymentRow,
  'id' | 'invoice_id' | 'provider' | 'reference' | 'amount_minor' | 'currency'
> & { tenant_id: string; refunded_minor: number; wallet_minor: number }

const kept = `id, tenant_id, invoice_id, provider, reference, amount_minor, currency, refunded_minor, wallet_minor`

/** A payment by what its provider calls it. */
export const findPayment = async (
  tx: Tx,
  provider: string,
  reference: string
): Promise<KeptPayment | null> => {
  const [row] = await tx.query<KeptPayment>(
    `select ${kept} from payments where provider = $1 and reference = $2`,
    [provider, reference],
    'find_payment'
  )
  return row ?? null
}

/** A payment of any tenant that has come in. */
export const getPaymentOfAll = async (tx: Tx, id: string): Promise<KeptPayment> => {
  const [row] = await tx.query<KeptPayment>(
    `select ${kept} from payments where id = $1 and status in ('succeeded', 'refunded')`,
    [id],
    'get_payment_of_all'
  )
  if (!row) throw new AppError('not_found', { payment_id: id })
  return row
}

export const setGivenBack = async (
  tx: Tx,
  id: string,
  { refunded_minor, wallet_minor }: Pick<KeptPayment, 'refunded_minor' | 'wallet_minor'>
): Promise<void> => {
  await tx.query(
    `update payments set refunded_minor = $2, wallet_minor = $3,
       status = case when amount_minor = $2 then 'refunded' else 'succeeded' end
     where id = $1`,
    [id, refunded_minor, wallet_minor],
    'set_given_back'
  )
}
