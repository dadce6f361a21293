import { z } from 'zod'
import { idPattern } from '../domain/ids.ts'
import {
  invoice_kinds,
  invoice_statuses,
  manual_methods,
  payment_statuses
} from '../domain/invoice.ts'
import { amount_max, isCurrency } from '../domain/money.ts'
import { refund_statuses } from '../domain/refund.ts'
import { time } from './time.ts'

const text = (most: number) => z.string().trim().max(most)
const filled = (most: number) => z.string().trim().min(1).max(most)
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Must be the two letters of ISO 3166.')
  .nullable()
const rate = z
  .number()
  .int()
  .min(0)
  .max(1_000_000)
  .describe('Tax in parts per million of the net amount: 140000 is 14 %.')

/** Who sells, as it stands on invoices. */
export const SellerInput = z.strictObject({
  name: filled(200),
  address: text(1_000).default(''),
  country: country.default(null),
  tax_id: text(100).nullable().default(null),
  tax_name: text(50).default('').describe('What the tax is called, such as VAT.'),
  tax_rate_ppm: rate.default(0),
  prefix: z
    .string()
    .regex(/^[A-Z0-9][A-Z0-9/-]{0,19}$/, 'Must be 1 to 20 of A-Z, 0-9, "/" and "-".')
    .default('INV-')
    .describe('What the numbers of documents begin with. Each prefix has numbers of its own.'),
  payment_instructions: text(2_000)
    .default('')
    .describe('How to pay: the account at the bank, or where the counter is.')
})
export const Seller = z
  .object({
    name: z.string(),
    address: z.string(),
    country: z.string().nullable(),
    tax_id: z.string().nullable(),
    tax_name: z.string(),
    tax_rate_ppm: z.number(),
    prefix: z.string(),
    payment_instructions: z.string()
  })
  .meta({ id: 'Seller' })

/** Who buys, as it is put on invoices. */
export const BillingInput = z.strictObject({
  name: filled(200).describe('Of the person or the company.'),
  address: text(1_000).default(''),
  country: country.default(null),
  tax_id: text(100).nullable().default(null),
  email: z.email().max(254).nullable().default(null),
  language: z.enum(['en', 'ar']).default('en').describe('Of printed invoices.')
})
export const BillingDetails = z
  .object({
    name: z.string(),
    address: z.string(),
    country: z.string().nullable(),
    tax_id: z.string().nullable(),
    email: z.string().nullable(),
    language: z.enum(['en', 'ar'])
  })
  .meta({ id: 'BillingDetails' })

export const Payment = z
  .object({
    id: z.string(),
    invoice_id: z.string(),
    provider: z.string().describe('How it came: bank, cash, wallet, or through stripe or paymob.'),
    reference: z.string(),
    status: z.enum(payment_statuses),
    amount_minor: z.number(),
    currency: z.string(),
    refunded_minor: z.number().describe('What of it was given back.'),
    wallet_minor: z
      .number()
      .describe('What of it did not fit the invoice and went into the wallet.'),
    note: z.string(),
    paid_at: time.nullable(),
    created_at: time
  })
  .meta({ id: 'Payment' })

export const amount = z.number().describe('In the smallest unit of the currency.')

export const InvoiceLine = z.object({
  description: z.string(),
  quantity: z.number(),
  unit_minor: amount,
  amount_minor: amount
})

export const Invoice = z
  .object({
    id: z.string(),
    kind: z
      .enum(invoice_kinds)
      .describe('A credit note takes its amounts from the invoice that it names.'),
    status: z.enum(invoice_statuses).describe('voided: all of it was credited.'),
    number: z.string().nullable().describe('null: a draft.'),
    credited_invoice_id: z.string().nullable(),
    currency: z.string(),
    lines: z.array(InvoiceLine),
    net_minor: amount,
    tax_minor: amount,
    total_minor: amount,
    tax_name: z.string(),
    tax_rate_ppm: z.number().describe('In parts per million: 140000 is 14 %.'),
    paid_minor: amount,
    credited_minor: amount.describe('What credit notes have taken from it, with tax.'),
    due_minor: amount.describe('What is still to be paid.'),
    note: z.string(),
    seller: Seller.nullable().describe('As it was when the invoice was issued.'),
    buyer: BillingDetails.nullable().describe('As it was when the invoice was issued.'),
    created_at: time,
    issued_at: time.nullable(),
    due_at: time.nullable(),
    voided_at: time.nullable()
  })
  .meta({ id: 'Invoice' })

export const InvoiceDetails = Invoice.extend({ payments: z.array(Payment) }).meta({
  id: 'InvoiceDetails'
})
export const AdminInvoice = Invoice.extend({ tenant_id: z.string() }).meta({ id: 'AdminInvoice' })

export const Refund = z
  .object({
    id: z.string(),
    payment_id: z.string(),
    invoice_id: z.string(),
    status: z
      .enum(refund_statuses)
      .describe(
        'pending: the provider is being asked. failed: it has refused, or not said for three days that the money went back; see error.'
      ),
    amount_minor: amount,
    currency: z.string(),
    reason: z.string(),
    error: z.string().nullable(),
    created_at: time,
    finished_at: time.nullable()
  })
  .meta({ id: 'Refund' })

export const AdminInvoiceDetails = InvoiceDetails.extend({
  tenant_id: z.string(),
  refunds: z.array(Refund).describe('What administrators have given back, or tried to.')
}).meta({ id: 'AdminInvoiceDetails' })

const Line = z
  .strictObject({
    price_id: z
      .string()
      .max(100)
      .optional()
      .describe('A price of a plan, which says what the line is for and what one costs.'),
    description: filled(300).optional(),
    quantity: z.number().int().min(1).max(1_000_000).default(1),
    unit_minor: z
      .number()
      .int()
      .min(-2_000_000_000)
      .max(2_000_000_000)
      .optional()
      .describe('What one costs, without tax. Below zero: a discount.')
  })
  .superRefine((line, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (line.price_id !== undefined) {
      if (line.unit_minor !== undefined) refuse('unit_minor', 'The price says what one costs.')
      return
    }
    if (line.description === undefined) refuse('description', 'Required without price_id.')
    if (line.unit_minor === undefined) refuse('unit_minor', 'Required without price_id.')
    else if (Math.abs(line.unit_minor * line.quantity) > amount_max)
      refuse('quantity', 'This comes to more than an invoice can say.')
  })

export const InvoiceInput = z.strictObject({
  tenant_id: z.string().regex(idPattern('tenant'), 'Must be the id of a customer.'),
  currency: z.string().max(3).refine(isCurrency, 'Must be the three letters of ISO 4217.'),
  lines: z.array(Line).min(1).max(100),
  tax_rate_ppm: rate.optional().describe('Left out: that of the seller.'),
  due_days: z.number().int().min(0).max(365).default(14),
  note: text(1_000).default('')
})

export const CreditInput = z.strictObject({
  reason: filled(300),
  net_minor: z
    .number()
    .int()
    .min(1)
    .max(amount_max)
    .optional()
    .describe('How much of the net amount. Left out: all that is left, and the invoice is voided.')
})

export const RefundInput = z.strictObject({
  reason: filled(300).describe('It stands on the credit note.'),
  amount_minor: z
    .number()
    .int()
    .min(1)
    .max(amount_max)
    .optional()
    .describe('With tax. Left out: all of the payment that has not gone back.')
})

export const PaymentInput = z.strictObject({
  method: z.enum(manual_methods),
  reference: filled(200).describe('What the bank or the receipt calls it. Each is taken once.'),
  amount_minor: z.number().int().min(1).max(amount_max),
  currency: z.string().max(3).describe('That of the invoice.'),
  paid_at: z.iso
    .datetime({ offset: true })
    .transform((moment) => new Date(moment))
    .optional()
    .describe('Left out: now.'),
  note: text(500).default('')
})
