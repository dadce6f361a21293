import type { WalletEntry } from '../../domain/checkout.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { listWalletEntries, walletBalances } from '../../store/payments/wallet.ts'
import type { Deps } from '../deps.ts'

export type Wallet = Page<WalletEntry> & {
  balances: { currency: string; amount_minor: number }[]
}

/** What the wallet holds in each currency, and the entries of which that is the sum, newest first. */
export const readWallet = (deps: Deps, tenant: Tenant, page: PageRequest): Promise<Wallet> =>
  deps.db.withTenant(tenant, async (tx) => ({
    balances: await walletBalances(tx, tenant.tenant_id),
    ...toPage(await listWalletEntries(tx, tenant.tenant_id, page), page.limit)
  }))
