import { z } from 'zod'
import { SubscriptionStep } from '../../../schemas/subscription.ts'
import { readSubscriptionHistory } from '../../../usecases/subscription/history.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const readSubscriptionHistoryRoute = route({
  operation_id: 'listSubscriptionHistory',
  method: 'GET',
  url: '/api/v1/subscription/history',
  scope: 'billing:read',
  schema: {
    querystring: z.strictObject(pageFields('audit')),
    response: { 200: pageOf(SubscriptionStep) }
  },
  summary: 'List which plans were taken, and which limits were granted',
  description: 'Newest first; the last one is the plan with which the account began.',
  tags: ['plans'],
  handler: (deps, request) =>
    readSubscriptionHistory(deps, request.tenant, pageRequest(request.query))
})
