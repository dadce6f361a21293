import { z } from 'zod'
import { changePlan, createPlan, readPlans, removePlan } from '../../../admin/plans.ts'
import { AdminPlan, PlanChange, PlanInput } from '../../../schemas/plan.ts'
import { adminRoute } from '../../admin-route.ts'
import { idParams } from '../../id-params.ts'

export const listAllPlansRoute = adminRoute({
  operation_id: 'listAllPlans',
  method: 'GET',
  url: '/api/v1/admin/plans',
  schema: {
    response: { 200: z.object({ data: z.array(AdminPlan), next_cursor: z.null() }) }
  },
  summary: 'List all plans, hidden ones too',
  handler: async (admin) => ({ data: await readPlans(admin), next_cursor: null })
})

export const createPlanRoute = adminRoute({
  operation_id: 'createPlan',
  method: 'POST',
  audit: 'plan.created',
  url: '/api/v1/admin/plans',
  schema: { body: PlanInput, response: { 201: AdminPlan } },
  errors: ['plan_code_taken'],
  summary: 'Create a plan',
  handler: (admin, { body }) => createPlan(admin, body)
})

export const changePlanRoute = adminRoute({
  operation_id: 'updatePlan',
  method: 'PATCH',
  audit: 'plan.updated',
  url: '/api/v1/admin/plans/:id',
  schema: { params: idParams('plan'), body: PlanChange, response: { 200: AdminPlan } },
  errors: ['plan_code_taken', 'plan_in_use'],
  summary: 'Change a plan',
  description:
    'It counts for those who take the plan from now on. Customers who are on it keep the limits they have; POST /api/v1/admin/users/{id}/subscription changes those of one customer.',
  handler: (admin, { params, body }) => changePlan(admin, params.id, body)
})

export const deletePlanRoute = adminRoute({
  operation_id: 'deletePlan',
  method: 'DELETE',
  audit: 'plan.deleted',
  url: '/api/v1/admin/plans/:id',
  schema: { params: idParams('plan'), response: { 204: z.undefined() } },
  errors: ['plan_in_use'],
  summary: 'Delete a plan that nobody has been on',
  handler: (admin, { params }) => removePlan(admin, params.id)
})
