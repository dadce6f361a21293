import { InstanceStats } from '../../../schemas/instance.ts'
import { readInstanceStats } from '../../../usecases/instances/health.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readInstanceStatsRoute = route({
  operation_id: 'getInstanceStats',
  method: 'GET',
  url: '/api/v1/instances/:id/stats',
  scope: 'sessions:read',
  schema: { params: idParams('instance'), response: { 200: InstanceStats } },
  errors: ['instance_not_running'],
  summary: 'Read the resource usage of an instance',
  tags: ['instances'],
  handler: (deps, request) => readInstanceStats(deps, request.tenant, request.params.id)
})
