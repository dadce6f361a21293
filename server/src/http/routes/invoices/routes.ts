import { create as contentDisposition } from 'content-disposition'
import { z } from 'zod'
import { BillingDetails, BillingInput, Invoice, InvoiceDetails } from '../../../schemas/invoice.ts'
import { changeBillingDetails, readBillingDetails } from '../../../usecases/invoices/billing.ts'
import {
  listInvoices,
  readInvoice,
  readInvoicePage,
  readInvoicePdf
} from '../../../usecases/invoices/read.ts'
import { acceptedType } from '../../accepted-type.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { type Route, route } from '../../route.ts'

const readBillingRoute = route({
  operation_id: 'getBillingDetails',
  method: 'GET',
  url: '/api/v1/account/billing',
  scope: 'billing:read',
  schema: { response: { 200: BillingDetails } },
  summary: 'Read whom invoices name as the buyer',
  tags: ['billing'],
  handler: (deps, { tenant }) => readBillingDetails(deps, tenant)
})

const changeBillingRoute = route({
  operation_id: 'setBillingDetails',
  method: 'PUT',
  audit: 'billing.updated',
  idempotency: 'transactional',
  url: '/api/v1/account/billing',
  scope: 'billing:write',
  schema: { body: BillingInput, response: { 200: BillingDetails } },
  summary: 'Set whom invoices name as the buyer',
  description:
    'It counts for invoices that are issued from now on; those that were stay as they are.',
  tags: ['billing'],
  handler: (deps, { context, body }) => changeBillingDetails(deps, context, body)
})

const listInvoicesRoute = route({
  operation_id: 'listInvoices',
  method: 'GET',
  url: '/api/v1/invoices',
  scope: 'billing:read',
  schema: {
    querystring: z.strictObject(pageFields('invoice')),
    response: { 200: pageOf(Invoice) }
  },
  summary: 'List invoices and credit notes, newest first',
  tags: ['billing'],
  handler: (deps, { tenant, query }) => listInvoices(deps, tenant, pageRequest(query))
})

const readInvoiceRoute = route({
  operation_id: 'getInvoice',
  method: 'GET',
  url: '/api/v1/invoices/:id',
  scope: 'billing:read',
  schema: {
    params: idParams('invoice'),
    querystring: z.strictObject({
      language: z
        .enum(['en', 'ar'])
        .optional()
        .describe(
          'Of the page and the file. Left out: that of the billing details when it was issued.'
        )
    }),
    response: {
      200: {
        description:
          'The invoice with its payments, or with Accept: text/html a page to print, and with Accept: application/pdf the same as a file.',
        content: {
          'application/json': { schema: InvoiceDetails },
          'text/html': { schema: z.string() },
          'application/pdf': { schema: z.any() }
        }
      }
    }
  },
  errors: ['not_acceptable'],
  summary: 'Read an invoice, as JSON, as a page to print or as a PDF',
  tags: ['billing'],
  handler: async (deps, request, reply) => {
    const { tenant, params, query, headers } = request
    reply.header('cache-control', 'no-store').header('vary', 'accept')
    const type = acceptedType(headers.accept, ['application/json', 'text/html', 'application/pdf'])
    if (type === 'application/json') return readInvoice(deps, tenant, params.id)
    const { language } = query
    if (type === 'text/html') {
      const page = await readInvoicePage(deps, tenant, params.id, language)
      reply.type('text/html; charset=utf-8')
      return Buffer.from(page)
    }
    const { signal } = request
    const { file_name, pdf } = await readInvoicePdf(deps, tenant, params.id, { language, signal })
    reply.type(type).header('content-disposition', contentDisposition(file_name))
    return pdf
  }
})

/** What a customer is charged. */
export const invoice_routes: Route[] = [
  readBillingRoute,
  changeBillingRoute,
  listInvoicesRoute,
  readInvoiceRoute
]
