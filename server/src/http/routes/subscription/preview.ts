import { PlanPreview, PlanPreviewQuery } from '../../../schemas/checkout.ts'
import { previewPlan } from '../../../usecases/subscription/preview.ts'
import { route } from '../../route.ts'

export const previewPlanRoute = route({
  operation_id: 'previewPlan',
  method: 'GET',
  url: '/api/v1/subscription/preview',
  scope: 'billing:read',
  schema: { querystring: PlanPreviewQuery, response: { 200: PlanPreview } },
  errors: ['plan_unknown'],
  summary: 'Read what a plan would cost now, and when it would begin',
  description:
    'Nothing is changed. What is left of the time that is paid is taken off a plan that costs more, to the second: the invoice is a little more than this says. An invoice for the same price that is open is paid as it was issued.',
  tags: ['plans'],
  handler: (deps, { tenant, query }) => previewPlan(deps, tenant, query)
})
