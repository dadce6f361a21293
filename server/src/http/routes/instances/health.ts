import { InstanceHealth } from '../../../schemas/instance.ts'
import { checkInstance } from '../../../usecases/instances/health.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const checkInstanceRoute = route({
  operation_id: 'getInstanceHealth',
  method: 'GET',
  url: '/api/v1/instances/:id/health',
  scope: 'sessions:read',
  schema: { params: idParams('instance'), response: { 200: InstanceHealth } },
  summary: 'Read the health of an instance',
  description: 'Asks the worker itself. A worker that does not answer is unhealthy.',
  tags: ['instances'],
  handler: (deps, request) => checkInstance(deps, request.tenant, request.params.id)
})
