import { z } from 'zod'
import { isCurrency } from '../../../domain/money.ts'
import { PaymentProvider } from '../../../schemas/checkout.ts'
import { listProviders } from '../../../usecases/payments/providers.ts'
import { route } from '../../route.ts'

export const listProvidersRoute = route({
  operation_id: 'listPaymentProviders',
  method: 'GET',
  url: '/api/v1/subscription/providers',
  scope: 'billing:read',
  schema: {
    querystring: z.strictObject({
      currency: z
        .string()
        .max(3)
        .refine(isCurrency, 'Must be the three letters of ISO 4217.')
        .optional()
        .describe('Those alone through which amounts in it can be paid.')
    }),
    response: { 200: z.object({ data: z.array(PaymentProvider), next_cursor: z.null() }) }
  },
  summary: 'List the providers through which something can be paid here',
  description:
    'Those that the operator has set up, for POST /api/v1/subscription/checkout. None as long as no administrator has said who sells.',
  tags: ['billing'],
  handler: async (deps, { tenant, query }) => ({
    data: await listProviders(deps, tenant, query.currency),
    next_cursor: null
  })
})
