import { type PaymentProvider, ProviderError } from './contract.ts'

/** Bank and cash: the customer reads how to pay, and an administrator records what has come in. */
export const manualProvider = (): PaymentProvider => ({
  name: 'manual',
  takes: () => true,
  checkout: async ({ instructions, invoice_number }) => ({
    url: null,
    instructions: `${instructions}\n${invoice_number}`.trim(),
    reference: null
  }),
  // An administrator records what has come in.
  find: async () => null,
  read: async () => {
    throw new ProviderError('refused', 'nobody can be asked for a payment at the bank or in cash')
  },
  refund: async () => {
    throw new ProviderError(
      'refused',
      'money that came by the bank or in cash goes back the same way'
    )
  }
})
