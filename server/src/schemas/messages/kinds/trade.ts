import { z } from 'zod'
import { receivedKind } from './kind.ts'

const price = z.object({
  amount: z.string().describe('As a decimal number, such as 12.50.'),
  currency: z.string().optional()
})

export const product = receivedKind({
  type: 'product',
  description: 'A product from the catalog of a business.',
  shown: z.object({
    product_id: z.string(),
    retailer_id: z.string().optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    price: price.optional(),
    sale_price: price.optional(),
    url: z.string().optional(),
    seller: z.string().optional().describe('The business: a JID.'),
    body: z.string().optional(),
    footer: z.string().optional()
  })
})

export const order = receivedKind({
  type: 'order',
  description: 'An order for products from a catalog.',
  shown: z.object({
    order_id: z.string(),
    token: z.string().optional().describe('The business uses it to read the order.'),
    item_count: z.number().optional(),
    title: z.string().optional(),
    message: z.string().optional(),
    seller: z.string().optional().describe('The business: a JID.'),
    total: price.optional()
  })
})
