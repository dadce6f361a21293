import { z } from 'zod'
import { Plan } from '../../../schemas/plan.ts'
import { listPlans } from '../../../usecases/plans/read.ts'
import { route } from '../../route.ts'

export const listPlansRoute = route({
  operation_id: 'listPlans',
  method: 'GET',
  url: '/api/v1/plans',
  public: true,
  schema: { response: { 200: z.object({ data: z.array(Plan), next_cursor: z.null() }) } },
  summary: 'List the plans',
  tags: ['plans'],
  handler: async (deps) => ({ data: await listPlans(deps), next_cursor: null })
})
