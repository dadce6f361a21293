import { Plan } from '../../../schemas/plan.ts'
import { readPlan } from '../../../usecases/plans/read.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readPlanRoute = route({
  operation_id: 'getPlan',
  method: 'GET',
  url: '/api/v1/plans/:id',
  public: true,
  schema: { params: idParams('plan'), response: { 200: Plan } },
  summary: 'Read a plan',
  tags: ['plans'],
  handler: (deps, request) => readPlan(deps, request.params.id)
})
