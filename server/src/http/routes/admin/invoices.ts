import { z } from 'zod'
import { createInvoice, discardInvoice } from '../../../admin/invoices/create.ts'
import { issueInvoice } from '../../../admin/invoices/issue.ts'
import { exportInvoices, readInvoiceOfAll, readInvoices } from '../../../admin/invoices/read.ts'
import { refundPayment } from '../../../admin/invoices/refund.ts'
import { creditInvoice, recordPayment } from '../../../admin/invoices/settle.ts'
import { idPattern } from '../../../domain/ids.ts'
import {
  AdminInvoice,
  AdminInvoiceDetails,
  CreditInput,
  InvoiceInput,
  PaymentInput,
  Refund,
  RefundInput
} from '../../../schemas/invoice.ts'
import { type AdminRoute, adminRoute } from '../../admin-route.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { lineContent, sendLines } from '../../send-lines.ts'

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const listRoute = adminRoute({
  operation_id: 'listInvoicesOfAll',
  method: 'GET',
  url: '/api/v1/admin/invoices',
  schema: {
    querystring: z.strictObject({
      ...pageFields('invoice'),
      tenant_id: z.string().regex(idPattern('tenant')).optional(),
      format: z
        .enum(['json', 'csv'])
        .default('json')
        .describe(
          'csv: all that was issued, in the order of the numbers, with amounts as decimals, those of credit notes below zero; documents of accounts that were erased too. Only since and until choose.'
        ),
      since: moment.optional(),
      until: moment.optional().describe('Not including this moment.')
    }),
    response: {
      200: {
        description: 'A page of invoices, drafts too; or all that was issued as CSV.',
        content: {
          'application/json': { schema: pageOf(AdminInvoice) },
          ...lineContent(['csv'])
        }
      }
    }
  },
  summary: 'List invoices of all customers, newest first, or export them for the accountant',
  handler: async (admin, { query, signal }, reply) => {
    if (query.format === 'json')
      return readInvoices(admin, { ...pageRequest(query), tenant_id: query.tenant_id ?? null })
    const asked = { since: query.since ?? null, until: query.until ?? null }
    return sendLines(reply, exportInvoices(admin, asked, signal), 'csv', 'invoices')
  }
})

const readRoute = adminRoute({
  operation_id: 'getInvoiceOfAll',
  method: 'GET',
  url: '/api/v1/admin/invoices/:id',
  schema: { params: idParams('invoice'), response: { 200: AdminInvoiceDetails } },
  summary: 'Read an invoice of any customer',
  handler: (admin, { params }) => readInvoiceOfAll(admin, params.id)
})

const createRoute = adminRoute({
  operation_id: 'createInvoice',
  method: 'POST',
  audit: 'invoice.created',
  url: '/api/v1/admin/invoices',
  schema: { body: InvoiceInput, response: { 201: AdminInvoice } },
  summary: 'Draft an invoice',
  description:
    'Lines name a price of a plan, or say what they are for and what one costs. A draft has no number, and the customer does not see it.',
  handler: (admin, { body, tenant }) => createInvoice(admin, body, tenant.user_id)
})

const issueRoute = adminRoute({
  operation_id: 'finalizeInvoice',
  method: 'POST',
  audit: 'invoice.issued',
  url: '/api/v1/admin/invoices/:id/finalize',
  schema: { params: idParams('invoice'), response: { 200: AdminInvoice } },
  errors: ['invoice_not_draft', 'seller_missing'],
  summary: 'Issue an invoice',
  description:
    'It takes the next number of the prefix in this year (UTC), and seller, buyer, tax and lines stay as they are then.',
  handler: (admin, { params, tenant }) => issueInvoice(admin, params.id, tenant.user_id)
})

const creditRoute = adminRoute({
  operation_id: 'creditInvoice',
  method: 'POST',
  audit: 'invoice.credited',
  url: '/api/v1/admin/invoices/:id/credit',
  schema: { params: idParams('invoice'), body: CreditInput, response: { 201: AdminInvoice } },
  errors: ['invoice_not_open', 'seller_missing'],
  summary: 'Issue a credit note for an invoice, or for a part of it',
  description:
    'What was issued is never changed. A credit note has a number of the same row; the one that takes the last of an invoice voids it.',
  handler: (admin, { params, body, tenant }) =>
    creditInvoice(admin, params.id, body, tenant.user_id)
})

const payRoute = adminRoute({
  operation_id: 'recordPayment',
  method: 'POST',
  audit: 'payment.recorded',
  url: '/api/v1/admin/invoices/:id/payments',
  schema: {
    params: idParams('invoice'),
    body: PaymentInput,
    response: { 201: AdminInvoiceDetails }
  },
  errors: ['invoice_not_open', 'payment_known'],
  summary: 'Record a payment that came by bank or in cash',
  handler: (admin, { params, body, tenant }) =>
    recordPayment(admin, params.id, body, tenant.user_id)
})

const refundRoute = adminRoute({
  operation_id: 'refundPayment',
  method: 'POST',
  audit: 'payment.refund_asked',
  url: '/api/v1/admin/payments/:id/refund',
  schema: { params: idParams('payment'), body: RefundInput, response: { 202: Refund } },
  errors: ['nothing_to_refund', 'refund_pending', 'seller_missing'],
  summary: 'Give a payment back, or a part of it',
  description:
    'Stripe and Paymob are asked right after: read the invoice until the refund is no longer `pending`. What came by bank or in cash is to be given back the same way, and is entered at once; what the wallet had paid goes back there. A credit note takes what went back from the invoice, and when nothing of it is left, the period that it has paid for ends.',
  handler: (admin, { params, body, tenant }) =>
    refundPayment(admin, params.id, body, tenant.user_id)
})

const discardRoute = adminRoute({
  operation_id: 'discardInvoice',
  method: 'DELETE',
  audit: 'invoice.discarded',
  url: '/api/v1/admin/invoices/:id',
  schema: { params: idParams('invoice'), response: { 204: z.undefined() } },
  errors: ['invoice_not_draft'],
  summary: 'Discard a draft',
  handler: (admin, { params, tenant }) => discardInvoice(admin, params.id, tenant.user_id)
})

/** Invoices, as those make them who sell. */
export const admin_invoice_routes: AdminRoute[] = [
  listRoute,
  readRoute,
  createRoute,
  issueRoute,
  creditRoute,
  payRoute,
  refundRoute,
  discardRoute
]
