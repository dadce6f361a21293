import type { ErrorTable } from './table.ts'

/** What cannot be done with an invoice. */
export const billing_errors = {
  invoice_not_draft: {
    status: 409,
    title: 'The invoice is not a draft',
    text: 'What was issued is not changed: credit it with POST /api/v1/admin/invoices/{id}/credit.',
    retry: 'no'
  },
  invoice_not_open: {
    status: 409,
    title: 'The invoice is not open',
    text: 'It is a draft, a credit note, or voided: nothing can be paid or credited of it.',
    retry: 'no'
  },
  seller_missing: {
    status: 409,
    title: 'Nobody has said yet who sells',
    text: 'Set "seller" with PATCH /api/v1/admin/settings first.',
    retry: 'no'
  },
  payment_signature_invalid: {
    status: 403,
    title: 'The signature is not that of the provider',
    text: 'Post what the payment provider has signed, as it is, within five minutes.',
    retry: 'no'
  },
  payment_known: {
    status: 409,
    title: 'A payment with this reference was recorded before',
    text: 'Look at the payments of the invoices of this customer and of others.',
    retry: 'no'
  },
  nothing_to_refund: {
    status: 409,
    title: 'Nothing of the payment can be given back',
    text: 'All of it was given back, it did not come in, or what went into the wallet was spent.',
    retry: 'no'
  },
  refund_pending: {
    status: 409,
    title: 'Money of this payment is being given back',
    text: 'Read the invoice until that has ended, and then say how much more.',
    retry: 'yes'
  }
} as const satisfies ErrorTable
