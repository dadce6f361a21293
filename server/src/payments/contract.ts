/**
 * Who collects money for an installation. Plans, periods, invoices and the wallet are ours; a provider is asked to collect one amount,
 * and is asked again what became of it before anything counts. Amounts are whole numbers of the smallest unit of their currency as
 * `domain/money.ts` has it, whatever the provider calls its own.
 */
export const provider_names = ['manual', 'stripe', 'paymob'] as const

export type ProviderName = (typeof provider_names)[number]

/** Those that tell by a webhook what has happened. */
export const calling_providers = ['stripe', 'paymob'] as const

export type CallingProvider = (typeof calling_providers)[number]

/** What is to be collected. `checkout_id` is what the provider gives back with the payment; the same one is collected once. */
export type Charge = {
  checkout_id: string
  invoice_number: string
  description: string
  amount_minor: number
  currency: string
  buyer: { name: string; email: string | null }
  /** Where the customer comes back to. */
  return_url: string
  /** Where the provider tells what has happened, where it has to be told so with each payment. */
  webhook_url: string
  /** How to pay without a provider, as the seller has said. */
  instructions: string
}

export type CheckoutPage = {
  url: string | null
  instructions: string | null
  /** What the provider calls it; null: it is found by our own name. */
  reference: string | null
}

/** A payment as the provider tells it when it is asked. */
export type ProviderPayment = {
  /** What the provider calls it. */
  reference: string
  /** null: it was not made through a checkout of ours. */
  checkout_id: string | null
  status: 'pending' | 'succeeded' | 'failed'
  amount_minor: number
  currency: string
  refunded_minor: number
}

export type Refund = {
  /** What it is called here: the same one is made once. */
  refund_id: string
  reference: string
  amount_minor: number
  currency: string
  /** What had been given back before it was asked for: with more than that it has been made. */
  refunded_before_minor: number
}

export interface PaymentProvider {
  readonly name: ProviderName
  /** Whether amounts in this currency can be collected. */
  takes(currency: string): boolean
  /** Makes a page on which the customer pays. Doing it twice for the same checkout collects the money once. */
  checkout(charge: Charge): Promise<CheckoutPage>
  /** Asks for what was paid through a checkout; null: nothing was yet. */
  find(checkout: { checkout_id: string; reference: string | null }): Promise<ProviderPayment | null>
  /** Asks for a payment by what the provider, or a notice of it, calls it. */
  read(reference: string): Promise<ProviderPayment>
  /**
   * Gives money back, if it does not show already that this was done. Returns the payment as it shows then: that may be later than the
   * money goes back, so whoever has not heard an answer reads the payment for a while before asking again.
   */
  refund(refund: Refund): Promise<ProviderPayment>
}

/** What a webhook of a provider says: that this payment is worth asking for. Nothing of it counts by itself. */
export type Notice = {
  /** The same event has the same id whenever it comes. */
  event_id: string
  /** null: about something else. */
  reference: string | null
}

export type Delivered = {
  raw: Buffer
  headers: Record<string, string | string[] | undefined>
  query: Record<string, string | undefined>
}

/** Proves that a webhook comes from the provider. Undefined: it does not, or nobody can tell. */
export type VerifyNotice = (delivered: Delivered, now: Date) => Notice | undefined

/**
 * The provider did not do what it was asked. `unavailable`: it may later, and may have done it already; `refused`: it will not,
 * whenever it is asked.
 */
export class ProviderError extends Error {
  override name = 'ProviderError'
  readonly kind: 'unavailable' | 'refused'
  constructor(kind: 'unavailable' | 'refused', message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
