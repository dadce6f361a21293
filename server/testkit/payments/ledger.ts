/** A payment as the double has it, in the smallest unit that the provider counts in. */
export type Taken = {
  reference: string
  checkout_id: string
  amount: number
  currency: string
  status: 'pending' | 'succeeded' | 'failed'
  refunded: number
  /** The numbers of what has given money back of it, with how much. */
  refunds: { id: string; amount: number }[]
}

export type Asked = {
  method: string
  path: string
  headers: Record<string, string | string[] | undefined>
  body: string
}
export type Said = { status: number; body: unknown }
export type Wire = (asked: Asked) => Said

/** What a provider remembers. A checkout is there before anything is paid; each is paid by one payment at most. */
export const createLedger = () => {
  const by_checkout = new Map<string, Taken>()
  const pages = new Map<string, { amount: number; currency: string }>()
  const answers = new Map<string, Said>()
  let last = 1_000
  const nextId = (): string => String(++last)
  const own = (reference: string): Taken | undefined =>
    [...by_checkout.values()].find((one) => one.reference === reference)
  const moods = { hides_refunds: false }
  const find = (reference: string): Taken | undefined => {
    const taken = own(reference)
    return taken && moods.hides_refunds ? { ...taken, refunded: 0 } : taken
  }
  return {
    pages,
    /** Whether refunds that were made do not show yet. */
    moods,
    nextId,
    find,
    find_checkout: (checkout_id: string) => by_checkout.get(checkout_id),
    find_refunded: (refund: string) =>
      [...by_checkout.values()].find((one) => one.refunds.some(({ id }) => id === refund)),
    /** What the customer does on the page. Anything else than what was asked for is a fault of the provider, or an attack. */
    take: (
      checkout_id: string,
      name: (id: string) => string,
      status: Taken['status'],
      instead: { amount?: number; currency?: string } = {}
    ): Taken => {
      const page = pages.get(checkout_id)
      if (!page) throw new Error(`there is no page for ${checkout_id}`)
      const before = by_checkout.get(checkout_id)
      const reference = before?.reference ?? name(nextId())
      const taken = {
        reference,
        checkout_id,
        ...page,
        ...instead,
        status,
        refunded: 0,
        refunds: []
      }
      by_checkout.set(checkout_id, taken)
      return taken
    },
    giveBack: (reference: string, amount: number): string | null => {
      const taken = own(reference)
      if (taken?.status !== 'succeeded' || taken.refunded + amount > taken.amount) return null
      const id = nextId()
      taken.refunded += amount
      taken.refunds.push({ id, amount })
      return id
    },
    /** The same answer for the same key, whatever is asked with it. */
    once: (key: string | undefined, answer: () => Said): Said => {
      if (key === undefined) return answer()
      const kept = answers.get(key) ?? answer()
      answers.set(key, kept)
      return kept
    }
  }
}

export type Ledger = ReturnType<typeof createLedger>
