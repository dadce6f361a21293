export const checkout_statuses = ['preparing', 'open', 'paid', 'failed'] as const

/** A row of `checkouts`: an attempt to pay an invoice through a provider. */
export type CheckoutRow = {
  id: string
  tenant_id: string
  provider: 'manual' | 'stripe' | 'paymob'
  status: (typeof checkout_statuses)[number]
  /** What is bought, until its invoice is there. */
  price_id: string | null
  invoice_id: string | null
  currency: string
  amount_minor: number | null
  url: string | null
  instructions: string | null
  error: string | null
  created_at: Date
}

export const wallet_kinds = ['overpayment', 'invoice', 'refund'] as const

/** A row of `wallet_entries`. */
export type WalletEntry = {
  id: string
  currency: string
  amount_minor: number
  kind: (typeof wallet_kinds)[number]
  invoice_id: string | null
  created_at: Date
}

/** What a customer has when an invoice is paid. Without a beginning it is the moment of the payment. */
export type Grants = {
  plan_id: string
  price_id: string
  currency: string
  interval: 'month' | 'year'
  /** The price of the period, without tax. */
  amount_minor: number
  starts_at: string | null
}
