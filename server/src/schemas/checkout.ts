import { z } from 'zod'
import { checkout_statuses, wallet_kinds } from '../domain/checkout.ts'
import { idPattern } from '../domain/ids.ts'
import { isCurrency } from '../domain/money.ts'
import { price_intervals } from '../domain/price.ts'
import { amount, InvoiceLine } from './invoice.ts'
import { time } from './time.ts'

const providers = ['manual', 'stripe', 'paymob'] as const

export const CheckoutInput = z
  .strictObject({
    provider: z.enum(providers).describe('manual: by bank or in cash, as the seller says.'),
    invoice_id: z
      .string()
      .regex(idPattern('invoice'), 'Must be the id of an invoice.')
      .optional()
      .describe('An invoice that is to be paid.'),
    plan_id: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('The id or the code of a plan that is to be bought.'),
    currency: z
      .string()
      .max(3)
      .refine(isCurrency, 'Must be the three letters of ISO 4217.')
      .optional()
      .describe('With plan_id. Left out: the first currency of the plan.'),
    interval: z.enum(price_intervals).default('month').describe('With plan_id.')
  })
  .superRefine((given, context) => {
    const both = given.invoice_id !== undefined && given.plan_id !== undefined
    if (both || (given.invoice_id === undefined && given.plan_id === undefined))
      context.addIssue({
        code: 'custom',
        path: ['plan_id'],
        message: 'Give either plan_id or invoice_id.'
      })
  })

export const Checkout = z
  .object({
    id: z.string(),
    provider: z.enum(providers),
    status: z
      .enum(checkout_statuses)
      .describe(
        'preparing: the invoice and the page are being made. open: it can be paid. paid: nothing of the invoice is due any more. failed: see error, and begin again.'
      ),
    invoice_id: z.string().nullable(),
    currency: z.string(),
    amount_minor: z
      .number()
      .nullable()
      .describe('What is to be paid, with tax, after what the wallet has paid of the invoice.'),
    url: z.string().nullable().describe('Where the customer pays.'),
    instructions: z.string().nullable().describe('How to pay, where there is no page for it.'),
    error: z.string().nullable(),
    created_at: time
  })
  .meta({ id: 'Checkout' })

export const PaymentProvider = z
  .object({
    provider: z
      .enum(providers)
      .describe('manual: by bank or in cash; an administrator records what has come in.'),
    has_page: z
      .boolean()
      .describe('Whether customers pay on a page of the provider; otherwise the checkout says how.')
  })
  .meta({ id: 'PaymentProvider' })

export const PlanPreviewQuery = z.strictObject({
  plan_id: z.string().min(1).max(100).describe('The id or the code of a plan.'),
  currency: z
    .string()
    .max(3)
    .refine(isCurrency, 'Must be the three letters of ISO 4217.')
    .optional()
    .describe('Left out: the first currency of the plan.'),
  interval: z.enum(price_intervals).default('month')
})

export const PlanPreview = z
  .object({
    plan_id: z.string(),
    price_id: z.string().nullable().describe('null: it costs nothing.'),
    by: z
      .enum(['checkout', 'change'])
      .describe(
        'checkout: it is bought with POST /api/v1/subscription/checkout. change: PUT /api/v1/subscription takes it, and nothing is to be paid now.'
      ),
    begins_at: time.describe('When the plan begins, if that is done now.'),
    currency: z.string(),
    lines: z.array(InvoiceLine).describe('What the invoice would say; none where there is none.'),
    net_minor: amount,
    tax_minor: amount,
    total_minor: amount,
    wallet_minor: amount.describe('What the wallet would pay of it.'),
    due_minor: amount.describe('What would be left to pay.')
  })
  .meta({ id: 'PlanPreview' })

export const WalletEntry = z
  .object({
    id: z.string(),
    currency: z.string(),
    amount_minor: z.number().describe('Below zero: it left the wallet.'),
    kind: z
      .enum(wallet_kinds)
      .describe(
        'overpayment: a payment that did not fit its invoice. invoice: paid from the wallet. refund: a payment was given back; below zero what of it was in the wallet, above zero what the wallet had paid.'
      ),
    invoice_id: z.string().nullable(),
    created_at: time
  })
  .meta({ id: 'WalletEntry' })

export const WalletBalance = z
  .object({ currency: z.string(), amount_minor: z.number() })
  .meta({ id: 'WalletBalance' })
