import type { WalletEntry } from '../../domain/checkout.ts'
import { newId } from '../../domain/ids.ts'
import type { Tx } from '../../lib/db.ts'
import type { PageRequest } from '../../lib/page.ts'

export type NewWalletEntry = Omit<WalletEntry, 'id' | 'created_at'> & {
  tenant_id: string
  payment_id: string | null
  source: string
}

/** The constraint `wallet_entries_source_key` refuses what was entered before. */
export const insertWalletEntry = async (tx: Tx, entry: NewWalletEntry): Promise<void> => {
  await tx.query(
    `insert into wallet_entries (id, tenant_id, currency, amount_minor, kind, invoice_id, payment_id, source)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      newId('wallet_entry'),
      entry.tenant_id,
      entry.currency,
      entry.amount_minor,
      entry.kind,
      entry.invoice_id,
      entry.payment_id,
      entry.source
    ],
    'insert_wallet_entry'
  )
}

/** What the wallet holds in a currency. */
export const walletBalance = async (
  tx: Tx,
  tenant_id: string,
  currency: string
): Promise<number> => {
  const [row] = await tx.query<{ amount_minor: number }>(
    `select coalesce(sum(amount_minor), 0)::bigint as amount_minor from wallet_entries where tenant_id = $1 and currency = $2`,
    [tenant_id, currency],
    'wallet_balance'
  )
  return row?.amount_minor ?? 0
}

/** The same in each currency that was ever in it. */
export const walletBalances = (
  tx: Tx,
  tenant_id: string
): Promise<{ currency: string; amount_minor: number }[]> =>
  tx.query(
    `select currency, sum(amount_minor)::bigint as amount_minor from wallet_entries where tenant_id = $1 group by currency order by currency`,
    [tenant_id],
    'wallet_balances'
  )

/** Its entries, newest first. One row more than asked for, when there is one. */
export const listWalletEntries = (
  tx: Tx,
  tenant_id: string,
  page: PageRequest
): Promise<WalletEntry[]> =>
  tx.query<WalletEntry>(
    `select id, currency, amount_minor, kind, invoice_id, created_at from wallet_entries
     where tenant_id = $1 and ($2::text is null or id < $2) order by id desc limit $3 + 1`,
    [tenant_id, page.position, page.limit],
    'list_wallet_entries'
  )
